# GradLens reads Keras Python and never runs it. This lesson has no import and no data; random data shows what its gradients do.
model = Sequential([
    Dense(units=10, input_dim=1000),
    Activation('relu'),
    Dense(units=10),
    Activation('softmax'),
])
