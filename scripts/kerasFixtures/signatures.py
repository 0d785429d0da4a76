"""Writes test/fixtures/keras/signatures.json: the arguments of each layer of Keras 2.15 that can be given by position, in their order."""

import inspect
import json
import pathlib

from tensorflow import keras

TARGET = pathlib.Path(__file__).parents[2] / "test/fixtures/keras/signatures.json"


def positional(layer):
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    parameters = inspect.signature(layer.__init__).parameters.values()
    return [each.name for each in parameters if each.kind in kinds and each.name != "self"]


layers = {
    name: positional(layer)
    for name, layer in sorted(vars(keras.layers).items())
    if inspect.isclass(layer) and issubclass(layer, keras.layers.Layer)
}
TARGET.write_text(json.dumps(layers, indent=1) + "\n")
