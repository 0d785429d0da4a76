"""The first net of many Keras courses: eight measurements, one yes or no."""
from sklearn.datasets import make_classification
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential

X, y = make_classification(n_samples=768, n_features=8, n_informative=5, class_sep=1.5, random_state=7)

model = Sequential()
model.add(Dense(12, input_dim=8, activation='relu'))
model.add(Dense(8, activation='relu'))
model.add(Dense(1, activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(X, y, epochs=60, batch_size=10, verbose=0)
