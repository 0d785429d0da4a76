"""PyTorch's usual loop over shuffled slices, with loss and accuracy of each batch. Usage: torch_worker.py bare|norms|compiled"""

import sys

import turns  # first: it takes stdout for itself

import torch
from epochs import EpochClock
from torch import nn
from torch_net import make_data, make_model

MODE = sys.argv[1]
models = {}


def gradient_norms(model):
    """As a person logs them: the norm of each parameter's gradient, read on every batch."""
    return torch.stack([parameter.grad.norm() for parameter in model.parameters()]).tolist()


def train_epoch(model, step, optimizer, loss_of, x, y, batch_size):
    order = torch.randperm(len(x))
    total, correct = 0.0, 0
    for start in range(0, len(x), batch_size):
        rows = order[start : start + batch_size]
        targets = y[rows]
        optimizer.zero_grad()
        outputs = step(x[rows])
        loss = loss_of(outputs, targets)
        loss.backward()
        if MODE == "norms":
            gradient_norms(model)
        optimizer.step()
        total += loss.item()
        correct += (outputs.argmax(1) == targets).sum().item()
    return total * batch_size / len(x)


def take_turn(net, turn):
    if net["name"] not in models:
        model = make_model(net)
        step = torch.compile(model) if MODE == "compiled" else model
        weights = {name: value.clone() for name, value in model.state_dict().items()}
        models[net["name"]] = (model, step, weights, make_data(net))
    model, step, weights, (x, y) = models[net["name"]]
    model.load_state_dict(weights)
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    clock = EpochClock(turn)
    loss_of = nn.CrossEntropyLoss()
    while True:
        loss = train_epoch(model, step, optimizer, loss_of, x, y, net["batchSize"])
        if clock.epoch_ended():
            return {**clock.result(), "loss": loss}


turns.serve(take_turn)
