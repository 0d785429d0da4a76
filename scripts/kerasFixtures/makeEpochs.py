"""
Writes test/fixtures/keras/epoch*.json.gz: the logs that real Keras 2.15 has of each epoch, for the settings of epochCases.py.

    /tmp/keras/bin/python scripts/kerasFixtures/makeEpochs.py [GROUP|GROUP:CASE...]
"""

import os
import sys
import zlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
import tensorflow as tf

from data import sample, start, target
from epochCases import GROUPS
from written import NAMESPACE, packed, parsed, read, write

EPOCHS = 2
BATCH = 5
VALIDATION = 8


def weights_of(kind, rows, shape, random):
    if kind is None:
        return None
    return random.uniform(0.2, 3, (rows,) if kind == "rows" else (rows, shape[0])).astype(np.float32)


def run(name, case):
    random = np.random.default_rng(zlib.crc32(name.encode()))
    keras.backend.clear_session()
    model = keras.Sequential(eval(f"[{case['layers']}]", NAMESPACE))
    counts = (case["rows"], VALIDATION)
    xs = [sample(case["data"], (rows, *case["shape"]), random) for rows in counts]
    model(xs[0])
    for layer in model.layers:
        layer.set_weights([start(weight, random) for weight in layer.weights])
    ys = [target(case["target"], tuple(model(x).shape), random) for x in xs]
    weights = [weights_of(case["weights"], rows, case["shape"], random) for rows in counts]
    compile = f"compile(optimizer={case['optimizer']}, {case['compile']})"
    model.compile(**eval(compile, NAMESPACE))
    written = [[packed(weight) for weight in layer.get_weights()] for layer in model.layers if layer.weights]
    held_out = (xs[1], ys[1]) if weights[1] is None else (xs[1], ys[1], weights[1])
    history = model.fit(
        xs[0], ys[0], sample_weight=weights[0], validation_data=held_out,
        epochs=EPOCHS, batch_size=BATCH, shuffle=False, verbose=0,
    ).history
    return dict(
        layers=parsed(f"[{case['layers']}]"),
        compile=parsed(compile),
        x=[packed(x) for x in xs], y=[packed(y) for y in ys], sampleWeights=[each if each is None else packed(each) for each in weights],
        weights=written, batch=BATCH,
        history={name: [np.asarray(value, dtype=np.float64).tolist() for value in values] for name, values in history.items()},
    )


for wanted in sys.argv[1:] or GROUPS:
    group, _, only = wanted.partition(":")
    kept = read(group) if only else {}
    write(group, {name: kept[name] if only and name != only else run(name, case) for name, case in GROUPS[group].items()})
