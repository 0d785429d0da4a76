"""What Optuna proposes, without a cluster. Writes it as JSON."""

import json
import math
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "src", "ray"))

from proposals import propose

RATE = {"id": "rate", "values": [1e-4, 1e-1], "isRange": True, "whole": False, "scale": "log"}
UNITS = {"id": "units", "values": [1, 64], "isRange": True, "whole": True, "scale": "log"}
ACTIVATION = {"id": "activation", "values": ["relu", "tanh"], "isRange": False, "whole": False, "scale": "choice"}
BIAS = {"id": "bias", "values": [True, False, 1], "isRange": False, "whole": False, "scale": "choice"}


def swept(parameters, count, state_of):
    tried = []
    for index in range(count):
        values = propose(parameters, tried, True, 1)
        tried.append({"values": values, "epochs": 9, **state_of(index, values)})
    return [each["values"] for each in tried]


def near(index, values):
    apart = abs(math.log10(values["rate"]) + 3) + (values["activation"] == "tanh")
    return {"state": "complete", "value": -apart}


def any_state(index, values):
    states = [("complete", 0.5), ("pruned", 0.25), ("pruned", None), ("fail", None), ("running", None)]
    return dict(zip(("state", "value"), states[index % len(states)]))


print(
    json.dumps(
        {
            "near": swept([RATE, UNITS, ACTIVATION], 30, near),
            "again": swept([RATE, UNITS, ACTIVATION], 12, near),
            "lists": swept([ACTIVATION, BIAS], 6, any_state),
        }
    )
)
