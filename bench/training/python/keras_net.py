"""A Keras model of a net and data for it; for Keras 2 and 3 alike."""

import numpy as np

CLASSES = 10


def make_model(keras, net):
    model = keras.Sequential([keras.Input(shape=tuple(net["input"]))])
    for layer in net["layers"]:
        model.add(make_layer(keras.layers, layer))
    return model


def make_layer(layers, layer):
    kind = layer["kind"]
    if kind == "dense":
        return layers.Dense(layer["units"], activation=layer["activation"])
    if kind == "conv2d":
        return layers.Conv2D(layer["filters"], 3, activation="relu")
    if kind == "maxPooling2d":
        return layers.MaxPooling2D(2)
    if kind == "flatten":
        return layers.Flatten()
    if kind == "batchNormalization":
        return layers.BatchNormalization()
    if kind == "embedding":
        return layers.Embedding(layer["words"], layer["units"])
    if kind == "globalAveragePooling1d":
        return layers.GlobalAveragePooling1D()
    if kind == "bidirectionalLstm":
        return layers.Bidirectional(layers.LSTM(layer["units"]))
    return layers.LSTM(layer["units"])


def make_data(net):
    random = np.random.default_rng(1)
    shape = (net["samples"], *net["input"])
    first = net["layers"][0]
    words = first["words"] if first["kind"] == "embedding" else None
    x = random.standard_normal(shape, dtype=np.float32) if words is None else random.integers(0, words, shape)
    y = np.eye(CLASSES, dtype=np.float32)[random.integers(0, CLASSES, net["samples"])]
    return x, y
