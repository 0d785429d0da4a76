"""The next value of a sine, by an LSTM."""
import numpy as np
from tensorflow.keras.layers import LSTM, Dense
from tensorflow.keras.models import Sequential

t = np.arange(0, 420)
series = np.sin(0.2 * t)
window = 15
X = np.array([series[i:i + window] for i in range(400)])
y = np.array([series[i + window] for i in range(400)])
X = X.reshape((400, window, 1))

model = Sequential()
model.add(LSTM(20, input_shape=(window, 1)))
model.add(Dense(1))
model.compile(loss='mean_squared_error', optimizer='adam')
model.fit(X[:320], y[:320], epochs=30, batch_size=16, validation_data=(X[320:], y[320:]), verbose=0)
