"""Two kinds of waves, by convolutions over time."""
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.RandomState(8)
t = np.linspace(0, 1, 50)
y = rng.randint(0, 2, size=(400,))
frequency = (3 + 3 * y).reshape(-1, 1)
X = np.sin(2 * np.pi * (frequency * t + rng.uniform(0, 1, size=(400, 1)))) + rng.normal(0, 0.2, size=(400, 50))
X = X.reshape(400, 50, 1)

model = keras.Sequential([
    layers.Conv1D(16, 7, activation='relu', input_shape=(50, 1)),
    layers.MaxPooling1D(2),
    layers.Conv1D(16, 5, activation='relu'),
    layers.GlobalAveragePooling1D(),
    layers.Dense(1, activation='sigmoid'),
])
model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
model.fit(X, y, epochs=25, batch_size=32, validation_split=0.2, verbose=0)
