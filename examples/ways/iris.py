# Keras Python with its data: GradLens takes the network, compile, fit, and the dataset from here.
from sklearn.datasets import load_iris
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.utils import to_categorical

iris = load_iris()
x, y = iris.data, to_categorical(iris.target)

model = keras.Sequential(name='iris')
for units in (16, 8):
    model.add(layers.Dense(units, activation='relu'))
model.add(layers.Dense(3, activation='softmax'))

model.compile(optimizer=keras.optimizers.Adam(0.01), loss='categorical_crossentropy', metrics=['accuracy'])
model.fit(x, y, epochs=40, batch_size=16, validation_split=0.2)
