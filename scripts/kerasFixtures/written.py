"""What a fixture of Keras's numbers is written in: source text as declared values, arrays as packed bytes."""

import ast
import base64
import gzip
import json
from pathlib import Path

import keras
import numpy as np

OUT = Path(__file__).resolve().parents[2] / "test" / "fixtures" / "keras"

NAMESPACE = {}
for module in (keras.regularizers, keras.constraints, keras.losses, keras.optimizers.schedules, keras.optimizers, keras.layers):
    NAMESPACE.update({name: getattr(module, name) for name in dir(module) if not name.startswith("_")})
NAMESPACE.update(Sequential=keras.Sequential, max_norm=keras.constraints.max_norm, l1=keras.regularizers.l1, l2=keras.regularizers.l2)
NAMESPACE.update(metrics=keras.metrics, losses=keras.losses, compile=dict)


def declared(node):
    """A Python expression as the values of a KerasDeclaration, without places."""
    if isinstance(node, ast.Call):
        named = {keyword.arg: declared(keyword.value) for keyword in node.keywords}
        return dict(kind="call", name=last_name(node.func), positional=[declared(each) for each in node.args], named=named)
    if isinstance(node, (ast.List, ast.Tuple)):
        return [declared(each) for each in node.elts]
    if isinstance(node, ast.Dict):
        return {str(ast.literal_eval(key)): declared(value) for key, value in zip(node.keys, node.values)}
    if isinstance(node, (ast.Attribute, ast.Name)):
        return last_name(node)
    return ast.literal_eval(node)


def last_name(node):
    return node.attr if isinstance(node, ast.Attribute) else node.id


def parsed(text):
    return declared(ast.parse(text, mode="eval").body)


def packed(array):
    array = np.asarray(array, dtype=np.float32)
    return dict(shape=list(array.shape), data=base64.b64encode(array.tobytes()).decode())


def write(group, cases):
    text = json.dumps(cases, separators=(",", ":"))
    OUT.mkdir(parents=True, exist_ok=True)
    # Without a time stamp, so that the same numbers are the same file.
    (OUT / f"{group}.json.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(group, len(cases))


def read(group):
    return json.loads(gzip.decompress((OUT / f"{group}.json.gz").read_bytes()))
