# Keras Python is read, never run. These lines are the lesson's own: no import, no data. Random data shows what its gradients do.
model = Sequential([
    Dense(units=10, input_dim=1000),
    Activation('relu'),
    Dense(units=10),
    Activation('softmax'),
])
