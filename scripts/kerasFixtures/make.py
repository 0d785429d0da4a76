"""
Writes test/fixtures/keras/GROUP.json.gz: what real Keras 2.15 computes for the models of cases.py.

    python3.11 -m venv /tmp/keras && /tmp/keras/bin/pip install tensorflow-cpu==2.15.1
    /tmp/keras/bin/python scripts/kerasFixtures/make.py [GROUP|GROUP:CASE...]
"""

import os
import sys
import zlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
import tensorflow as tf

from cases import GROUPS
from data import sample, start, target
from written import NAMESPACE, packed, parsed, read, write

STEPS = 10

def weights_by_layer(model):
    return [[packed(weight) for weight in layer.get_weights()] for layer in model.layers if layer.weights]


def run(name, case):
    random = np.random.default_rng(zlib.crc32(name.encode()))
    keras.backend.clear_session()
    tf.random.set_seed(1)
    model = keras.Sequential(eval(f"[{case['layers']}]", NAMESPACE))
    x = sample(case["data"], (case["batch"], *case["shape"]), random)
    model(x)
    for layer in model.layers:
        layer.set_weights([start(weight, random) for weight in layer.weights])
    y = target(case["target"], tuple(model(x).shape), random)
    model.compile(optimizer=eval(case["optimizer"], NAMESPACE), loss=eval(case["loss"], NAMESPACE))
    initial = model.get_weights()
    model.reset_states()
    found = dict(
        layers=parsed(f"[{case['layers']}]"),
        compile=dict(
            kind="call", name="compile", positional=[],
            named=dict(optimizer=parsed(case["optimizer"]), loss=parsed(case["loss"])),
        ),
        x=packed(x), y=packed(y), weights=weights_by_layer(model), output=packed(model(x, training=False)),
    )
    model.reset_states()
    if not case["trains"]:
        return found

    @tf.function
    def gradients():
        with tf.GradientTape() as tape:
            loss = model.compiled_loss(tf.constant(y), model(x, training=True), regularization_losses=model.losses)
        return tape.gradient(loss, model.trainable_weights)

    found["gradients"] = [packed(tf.convert_to_tensor(gradient)) for gradient in gradients()]
    model.set_weights(initial)
    model.reset_states()
    found["losses"] = packed([model.train_on_batch(x, y) for _ in range(STEPS)])
    found["trained"] = weights_by_layer(model)
    return found


for wanted in sys.argv[1:] or GROUPS:
    group, _, only = wanted.partition(":")
    kept = read(group) if only else {}
    write(group, {name: kept[name] if only and name != only else run(name, case) for name, case in GROUPS[group].items()})
