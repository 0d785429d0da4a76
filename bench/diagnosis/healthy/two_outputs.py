"""Two numbers at once, by several layers of tanh."""
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.RandomState(5)
X = rng.uniform(-1, 1, size=(600, 3))
y = np.stack([X[:, 0] * X[:, 1], np.sin(2 * X[:, 2])], axis=1)

model = keras.Sequential([
    layers.Dense(32, activation='tanh', input_shape=(3,)),
    layers.Dense(32, activation='tanh'),
    layers.Dense(2),
])
model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.005), loss='mse')
model.fit(X, y, epochs=80, batch_size=32, validation_split=0.2, verbose=0)
