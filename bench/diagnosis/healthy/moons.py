"""Two moons, ended by early stopping."""
from sklearn.datasets import make_moons
from tensorflow.keras.callbacks import EarlyStopping
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential

X, y = make_moons(n_samples=600, noise=0.15, random_state=1)
train, test = X[:450], X[450:]

model = Sequential([
    Dense(32, input_shape=(2,), activation='relu'),
    Dense(16, activation='relu'),
    Dense(1, activation='sigmoid'),
])
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
stop = EarlyStopping(monitor='val_loss', patience=10, restore_best_weights=True)
model.fit(train, y[:450], validation_data=(test, y[450:]), epochs=150, callbacks=[stop], verbose=0)
