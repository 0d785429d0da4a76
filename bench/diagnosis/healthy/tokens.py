"""Which of two sets of words a text is made of: an embedding and a bidirectional LSTM."""
import numpy as np
from tensorflow.keras import Sequential
from tensorflow.keras.layers import LSTM, Bidirectional, Dense, Embedding

rng = np.random.RandomState(6)
y = rng.randint(0, 2, size=(400,))
X = rng.randint(0, 40, size=(400, 12)) + 20 * y.reshape(-1, 1)

model = Sequential([
    Embedding(60, 8, input_length=12),
    Bidirectional(LSTM(8)),
    Dense(1, activation='sigmoid'),
])
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(X, y, epochs=20, batch_size=32, validation_split=0.2, verbose=0)
