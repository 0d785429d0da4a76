"""
Writes test/fixtures/keras/GROUP.json.gz: what real Keras 2.15 computes for the models of cases.py.

    python3.11 -m venv /tmp/keras && /tmp/keras/bin/pip install tensorflow-cpu==2.15.1
    /tmp/keras/bin/python scripts/kerasFixtures/make.py [GROUP|GROUP:CASE...]
"""

import ast
import base64
import gzip
import json
import os
import sys
import zlib
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
import tensorflow as tf

from cases import GROUPS

STEPS = 10
OUT = Path(__file__).resolve().parents[2] / "test" / "fixtures" / "keras"

NAMESPACE = {}
for module in (keras.regularizers, keras.constraints, keras.losses, keras.optimizers.schedules, keras.optimizers, keras.layers):
    NAMESPACE.update({name: getattr(module, name) for name in dir(module) if not name.startswith("_")})
NAMESPACE.update(Sequential=keras.Sequential, max_norm=keras.constraints.max_norm, l1=keras.regularizers.l1, l2=keras.regularizers.l2)


def declared(node):
    """A Python expression as the values of a KerasDeclaration, without places."""
    if isinstance(node, ast.Call):
        named = {keyword.arg: declared(keyword.value) for keyword in node.keywords}
        return dict(kind="call", name=node.func.id, positional=[declared(each) for each in node.args], named=named)
    if isinstance(node, (ast.List, ast.Tuple)):
        return [declared(each) for each in node.elts]
    return ast.literal_eval(node)


def packed(array):
    array = np.asarray(array, dtype=np.float32)
    return dict(shape=list(array.shape), data=base64.b64encode(array.tobytes()).decode())


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
    model.compile(optimizer=eval(case["optimizer"], NAMESPACE), loss=eval(case["loss"], NAMESPACE), run_eagerly=case.get("eager"))
    initial = model.get_weights()
    model.reset_states()
    found = dict(
        layers=declared(ast.parse(f"[{case['layers']}]", mode="eval").body),
        compile=dict(
            kind="call", name="compile", positional=[],
            named=dict(optimizer=declared(ast.parse(case["optimizer"], mode="eval").body), loss=declared(ast.parse(case["loss"], mode="eval").body)),
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
    path = OUT / f"{group}.json.gz"
    kept = json.loads(gzip.decompress(path.read_bytes())) if only else {}
    cases = {name: kept[name] if only and name != only else run(name, case) for name, case in GROUPS[group].items()}
    text = json.dumps(cases, separators=(",", ":"))
    OUT.mkdir(parents=True, exist_ok=True)
    # Without a time stamp, so that the same numbers are the same file.
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(group, len(cases))
