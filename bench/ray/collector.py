"""Batches a second that the collector of a real cluster takes. Usage: PYTHON bench/ray/collector.py ADDRESS, with a Python that has Ray."""

import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "src", "ray"))

import driver
import ray

TRIALS = 64
ROUNDS = 40
LINE = "x" * 14_000

ray.cloudpickle.register_pickle_by_value(driver)
driver.connect(sys.argv[1], None)
actor = ray.remote(num_cpus=0, max_concurrency=10_000)(driver.Collector).remote()
ray.get([actor.begin.remote(str(trial), "bench") for trial in range(TRIALS)])
began = time.monotonic()
for _ in range(ROUNDS):
    ray.get([actor.put.remote(str(trial), 1, [LINE], False) for trial in range(TRIALS)])
    while ray.get(actor.take.remote(0)):
        pass
seconds = time.monotonic() - began
print(f"{TRIALS * ROUNDS / seconds:.0f} batches of {len(LINE)} characters a second, all of them taken")
