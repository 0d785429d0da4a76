"""Numbers for models to be trained on, and weights for them to start from."""

import numpy as np


def sample(kind, shape, random):
    if kind.startswith("ids"):
        return random.integers(0, int(kind[3:]), shape).astype(np.float32)
    values = random.normal(size=shape).astype(np.float32)
    if kind == "padded":
        for row in range(shape[0]):
            values[row, shape[1] - row % 3:] = 0
    return values


def target(kind, shape, random):
    if kind == "normal":
        return random.normal(size=shape).astype(np.float32)
    if kind == "zeros":
        return np.zeros(shape, dtype=np.float32)
    if kind == "unit":
        return random.uniform(0.05, 0.95, shape).astype(np.float32)
    if kind == "binary":
        return random.integers(0, 2, shape).astype(np.float32)
    if kind == "signs":
        return (random.integers(0, 2, shape) * 2 - 1).astype(np.float32)
    if kind == "shares":
        values = random.uniform(0.1, 1, shape)
        return (values / values.sum(-1, keepdims=True)).astype(np.float32)
    classes = random.integers(0, shape[-1], shape[:-1])
    if kind == "classes":
        return classes[..., None].astype(np.float32)
    return np.eye(shape[-1], dtype=np.float32)[classes]


def start(weight, random):
    """Every weight starts somewhere else than its initialiser, so that none of them can be missed."""
    shape = weight.shape
    if "variance" in weight.name:
        return random.uniform(0.5, 1.5, shape)
    if "gamma" in weight.name:
        return 1 + 0.2 * random.normal(size=shape)
    return 0.4 * random.normal(size=shape)
