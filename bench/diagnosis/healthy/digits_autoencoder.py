"""An autoencoder of digits, as the Keras blog has it."""
from sklearn.datasets import load_digits
from tensorflow import keras
from tensorflow.keras import layers

x = load_digits().data / 16.0

autoencoder = keras.Sequential([
    layers.Dense(32, activation='relu', input_shape=(64,)),
    layers.Dense(16, activation='relu'),
    layers.Dense(32, activation='relu'),
    layers.Dense(64, activation='sigmoid'),
])
autoencoder.compile(optimizer=keras.optimizers.Adam(0.003), loss='mse')
autoencoder.fit(x, x, epochs=30, batch_size=64, shuffle=True, validation_split=0.2, verbose=0)
