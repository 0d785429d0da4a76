"""A PyTorch module of a net and data for it. The softmax is part of the loss, as is usual there."""

import torch
from torch import nn

CLASSES = 10


class LastOutput(nn.Module):
    """An LSTM's output after its last step."""

    def __init__(self, features, units):
        super().__init__()
        self.lstm = nn.LSTM(features, units, batch_first=True)

    def forward(self, x):
        return self.lstm(x)[0][:, -1]


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
    return [LastOutput(shape[-1], layer["units"])], [layer["units"]]


def make_data(net):
    torch.manual_seed(1)
    shape = net["input"] if len(net["input"]) != 3 else [net["input"][2], *net["input"][:2]]
    return torch.randn(net["samples"], *shape), torch.randint(0, CLASSES, (net["samples"],))
