"""A PyTorch module of a net and data for it. The softmax is part of the loss, as is usual there."""

import torch
from torch import nn

CLASSES = 10


class LastOutput(nn.Module):
    """An LSTM's output after its last step."""

    def __init__(self, features, units, bidirectional=False):
        super().__init__()
        self.lstm = nn.LSTM(features, units, batch_first=True, bidirectional=bidirectional)

    def forward(self, x):
        # Of both directions the last states, as Keras takes them: the backward one has read all when it is at the first step.
        return torch.cat(list(self.lstm(x)[1][0]), 1) if self.lstm.bidirectional else self.lstm(x)[0][:, -1]


class MeanOverSteps(nn.Module):
    def forward(self, x):
        return x.mean(1)


def make_model(net):
    modules = []
    shape = list(net["input"])
    for layer in net["layers"]:
        added, shape = make_modules(layer, shape)
        modules += added
    return nn.Sequential(*modules)


def make_modules(layer, shape):
    """The layer's modules and the shape of its output, channels last as in the net's description."""
    kind = layer["kind"]
    if kind == "dense":
        linear = nn.Linear(shape[-1], layer["units"])
        return [linear] if layer["activation"] == "softmax" else [linear, nn.ReLU()], [layer["units"]]
    if kind == "conv2d":
        height, width, channels = shape
        return [nn.Conv2d(channels, layer["filters"], 3), nn.ReLU()], [height - 2, width - 2, layer["filters"]]
    if kind == "maxPooling2d":
        height, width, channels = shape
        return [nn.MaxPool2d(2)], [height // 2, width // 2, channels]
    if kind == "flatten":
        return [nn.Flatten()], [torch.Size(shape).numel()]
    if kind == "batchNormalization":
        return [nn.BatchNorm2d(shape[-1])], shape
    if kind == "embedding":
        return [nn.Embedding(layer["words"], layer["units"])], [*shape, layer["units"]]
    if kind == "globalAveragePooling1d":
        return [MeanOverSteps()], [shape[-1]]
    if kind == "bidirectionalLstm":
        return [LastOutput(shape[-1], layer["units"], bidirectional=True)], [2 * layer["units"]]
    return [LastOutput(shape[-1], layer["units"])], [layer["units"]]


def make_data(net):
    torch.manual_seed(1)
    shape = net["input"] if len(net["input"]) != 3 else [net["input"][2], *net["input"][:2]]
    first = net["layers"][0]
    if first["kind"] == "embedding":
        x = torch.randint(0, first["words"], (net["samples"], *shape))
    else:
        x = torch.randn(net["samples"], *shape)
    return x, torch.randint(0, CLASSES, (net["samples"],))
