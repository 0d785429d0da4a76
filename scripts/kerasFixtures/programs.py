"""
Writes test/fixtures/kerasPrograms/values.json: what real Keras 2.15 logs for each program of that folder: loss and metrics of every epoch of
every fit, and what each evaluate gives.

    /tmp/keras/bin/pip install scikit-learn pandas
    /tmp/keras/bin/python scripts/kerasFixtures/programs.py [PROGRAM...]
"""

import contextlib
import io
import json
import math
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras

FOLDER = Path(__file__).resolve().parents[2] / "test" / "fixtures" / "kerasPrograms"
VALUES = FOLDER / "values.json"


def rounded(value):
    """JSON lacks infinity and NaN: they are strings."""
    number = float(f"{float(value):.7g}")
    if math.isfinite(number):
        return number
    return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"


def run(path):
    """Runs a program with `fit` and `evaluate` watched."""
    fits, evaluations = [], []
    fit, evaluate = keras.Model.fit, keras.Model.evaluate
    fitting = []

    def watched_fit(model, *args, **kwargs):
        fitting.append(True)
        try:
            history = fit(model, *args, **kwargs)
        finally:
            fitting.pop()
        logs = {name: [rounded(value) for value in values] for name, values in history.history.items() if name != "lr"}
        fits.append(logs)
        return history

    def watched_evaluate(model, *args, **kwargs):
        result = evaluate(model, *args, **kwargs)
        if not fitting:
            evaluations.append([rounded(value) for value in (result if isinstance(result, list) else [result])])
        return result

    keras.Model.fit, keras.Model.evaluate = watched_fit, watched_evaluate
    keras.backend.clear_session()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(path.read_text(), str(path), "exec"), {"__name__": "__main__"})
    finally:
        keras.Model.fit, keras.Model.evaluate = fit, evaluate
    return dict(fits=fits, evaluations=evaluations)


os.chdir(FOLDER)
wanted = [name.removesuffix(".py") for name in sys.argv[1:]]
values = json.loads(VALUES.read_text()) if wanted else {}
for path in sorted(FOLDER.glob("*.py")):
    if not wanted or path.stem in wanted:
        try:
            values[path.stem] = run(path)
            print(path.stem, len(values[path.stem]["fits"]))
        except Exception as error:
            print(path.stem, "does not run:", error)
lines = [f"  {json.dumps(name)}: {json.dumps(values[name])}" for name in sorted(values)]
VALUES.write_text("{\n" + ",\n".join(lines) + "\n}\n")
