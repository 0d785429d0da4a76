"""
Writes test/fixtures/arrays/GROUP.json.gz: what real NumPy, pandas, scikit-learn and Keras compute for the programs of arrays/GROUP.py.

    python3.11 -m venv /tmp/keras && /tmp/keras/bin/pip install tensorflow-cpu==2.15.1 pandas scikit-learn
    /tmp/keras/bin/python scripts/kerasFixtures/arrays.py [GROUP...]

A group is a file of short programs with a line `# case: NAME` above each. Every variable that a program leaves is kept, but those that begin with `_`.
"""

import base64
import gzip
import json
import os
import re
import sys
import types
import warnings
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
warnings.filterwarnings("ignore")
import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent / "arrays"
OUT = Path(__file__).resolve().parents[2] / "test" / "fixtures" / "arrays"


def entry(value):
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, str):
        return str(value)
    return float(value)


def packed(array):
    array = np.asarray(array)
    kind = dict(shape=list(array.shape), dtype=str(array.dtype))
    if array.dtype.kind in "biuf":
        return dict(kind, data=base64.b64encode(np.ascontiguousarray(array, dtype="<f8").tobytes()).decode())
    return dict(kind, entries=[entry(each) for each in array.ravel()])


def described(value):
    if isinstance(value, pd.DataFrame):
        columns = [packed(value.iloc[:, i].to_numpy()) for i in range(value.shape[1])]
        return dict(kind="table", names=[entry(name) for name in value.columns], rows=packed(value.index), columns=columns)
    if isinstance(value, pd.Series):
        return dict(kind="column", name=entry(value.name), rows=packed(value.index), values=packed(value.to_numpy()))
    if isinstance(value, np.ndarray):
        return dict(kind="array", **packed(value))
    if hasattr(value, "numpy"):
        return dict(kind="array", **packed(value.numpy()))
    if isinstance(value, (bool, int, float, str, np.generic)) or value is None:
        return dict(kind="scalar", value=entry(value))
    if isinstance(value, (list, tuple)):
        items = [described(each) for each in value]
        return None if None in items else dict(kind="list", items=items)
    return None


def results(source, folder):
    names = {"__name__": "__main__"}
    os.chdir(folder)
    exec(compile(source, "case.py", "exec"), names)
    skipped = (types.ModuleType, types.FunctionType, type)
    kept = {name: described(value) for name, value in names.items() if not name.startswith("_") and not isinstance(value, skipped)}
    return {name: value for name, value in kept.items() if value is not None}


def main():
    wanted = sys.argv[1:]
    OUT.mkdir(parents=True, exist_ok=True)
    for path in sorted(HERE.glob("*.py")):
        if wanted and path.stem not in wanted:
            continue
        parts = re.split(r"^# case: (.+)\n", path.read_text(), flags=re.M)
        cases = {}
        for name, source in zip(parts[1::2], parts[2::2]):
            source = source.strip() + "\n"
            cases[name.strip()] = dict(source=source, values=results(source, HERE / "files"))
        text = json.dumps(cases, separators=(",", ":")).encode()
        (OUT / f"{path.stem}.json.gz").write_bytes(gzip.compress(text, 9, mtime=0))
        print(path.stem, len(cases), "cases,", sum(len(case["values"]) for case in cases.values()), "values")


main()
