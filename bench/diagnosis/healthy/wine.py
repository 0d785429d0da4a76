"""Thirteen measurements of wine, scaled, with dropout."""
from sklearn.datasets import load_wine
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from tensorflow import keras
from tensorflow.keras import layers

X, y = load_wine(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=42, stratify=y)
scaler = StandardScaler().fit(X_train)

model = keras.Sequential()
model.add(layers.Dense(24, activation='relu', input_shape=(13,)))
model.add(layers.Dropout(0.2))
model.add(layers.Dense(3, activation='softmax'))
model.compile(optimizer='rmsprop', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(scaler.transform(X_train), y_train, epochs=60, batch_size=16,
          validation_data=(scaler.transform(X_test), y_test), verbose=0)
