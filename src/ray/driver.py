"""Runs the trials of a sweep as tasks of Ray.

GradLens starts it with Python and speaks lines of JSON with it, over stdin and stdout (src/protocol/ray.ts). Each trial is one task; what a task's trainer
tells goes to one actor, the collector, beside the cluster's head, which this process empties. Where a node is lost, Ray runs the task again: the collector
counts the attempts, takes nothing more of an earlier one, and turns away an attempt of a trial that is done.
"""

import argparse
import json
import os
import queue
import signal
import sys
import threading

import on_cluster
import proposals
from on_cluster import GRACE_PERIOD, INTERVAL, Collector, look_around, train, write_line

# Nodes that are asked whether they have a Node.
MOST_ASKED = 64


def connect(address, folder):
    import ray

    ray.cloudpickle.register_pickle_by_value(on_cluster)
    environment = {"working_dir": folder} if folder else {}
    ray.init(address=address, runtime_env=environment, namespace="gradlens", log_to_driver=False, logging_level="ERROR")


def describe(out):
    """Tells what the cluster has."""
    import ray
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    nodes = [node for node in ray.nodes() if node["Alive"]]
    look = ray.remote(num_cpus=0)(look_around)
    asked = [
        look.options(scheduling_strategy=NodeAffinitySchedulingStrategy(node["NodeID"], soft=True)).remote()
        for node in nodes[:MOST_ASKED]
    ]
    found = ray.get(asked, timeout=120)
    ready = {
        "type": "ready",
        "ray": ray.__version__,
        "nodes": len(nodes),
        "cpus": ray.cluster_resources().get("CPU", 0),
        "nodeless": sorted({each["platform"] for each in found if not each["has_node"]}),
        "optuna": proposals.version(),
    }
    write_line(out, ready)


class Driver:
    """The tasks of one sweep."""

    def __init__(self, out):
        import ray

        self.ray = ray
        self.out = out
        # Beside the head: what arrived is not lost with a worker.
        actor = ray.remote(num_cpus=0, max_concurrency=10_000, resources={"node:__internal_head__": 0.001})(Collector)
        self.collector = actor.remote()
        self.train = ray.remote(num_cpus=1)(train)
        self.tasks = {}

    def obey(self, command):
        kind, trial = command["type"], command["trial"]
        if kind == "run":
            task = self.train.options(max_retries=command["retries"], name=f"gradlens trial {trial}")
            self.tasks[trial] = task.remote(self.collector, trial, command["job"])
        elif kind == "tell":
            self.collector.tell.remote(trial, command["command"])
        elif kind == "kill" and trial in self.tasks:
            self.cancel(trial, True)

    def cancel(self, trial, force):
        try:
            self.ray.cancel(self.tasks[trial], force=force)
        except Exception as error:  # It may be over already.
            print(f"trial {trial}: {error}", file=sys.stderr)

    def pass_on(self):
        """Tells what has come since, and which tasks are done."""
        trials = {ref: trial for trial, ref in self.tasks.items()}
        done, _ = self.ray.wait(list(trials), num_returns=len(trials), timeout=0) if trials else ([], [])
        for ref in done:
            trial = trials[ref]
            del self.tasks[trial]
            self.ray.get(self.collector.finish.remote(trial, self.failure(ref)))
        for message in self.ray.get(self.collector.take.remote(INTERVAL)):
            write_line(self.out, message)

    def failure(self, ref):
        try:
            self.ray.get(ref)
            return None
        except Exception as error:
            # The last line of a traceback says what happened; the first ones are Ray's.
            return str(getattr(error, "cause", None) or error).strip().split("\n")[-1]

    def end(self):
        """Cancels what is left: softly, so that trainers end, and then by force."""
        for trial in self.tasks:
            self.cancel(trial, False)
        left = list(self.tasks.values())
        if left:
            _, left = self.ray.wait(left, num_returns=len(left), timeout=GRACE_PERIOD)
        for trial, ref in self.tasks.items():
            if ref in left:
                self.cancel(trial, True)
        self.ray.shutdown()


def read_commands(commands, out):
    for line in sys.stdin:
        command = json.loads(line)
        # In this thread: what trials tell goes on meanwhile, and so does the training.
        if command["type"] == "propose":
            write_line(out, proposed(command["history"]))
        else:
            commands.put(command)
    commands.put(None)


def proposed(history):
    try:
        values = proposals.propose(history["parameters"], history["tried"], history["isLargerBetter"], history["seed"])
        return {"type": "proposed", "values": values, "failure": None}
    except Exception as error:
        return {"type": "proposed", "values": None, "failure": f"{type(error).__name__}: {error}"}


class Output:
    """The real stdout, for messages alone, of several threads: whatever else prints goes to stderr."""

    def __init__(self):
        self.stream = os.fdopen(os.dup(1), "w", encoding="utf-8")
        self.lock = threading.Lock()
        os.dup2(2, 1)

    def write(self, text):
        with self.lock:
            self.stream.write(text)
            self.stream.flush()

    def flush(self):
        pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--address", required=True)
    address = parser.parse_args().address
    # A terminal's Ctrl-C reaches this process too; GradLens says what is to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = Output()
    commands = queue.Queue()
    try:
        import ray

        connect(address, None)
        describe(out)
    except Exception as error:
        write_line(out, {"type": "refused", "reason": f"{type(error).__name__}: {error}"})
        return
    threading.Thread(target=read_commands, args=(commands, out), daemon=True).start()
    first = commands.get()
    ray.shutdown()
    if first is None:
        return
    try:
        connect(address, first["folder"])
        driver = Driver(out)
        ray.get(driver.collector.take.remote(0))
    except Exception as error:
        write_line(out, {"type": "refused", "reason": f"{type(error).__name__}: {error}"})
        return
    write_line(out, {"type": "prepared"})
    while True:
        while not commands.empty():
            command = commands.get()
            if command is None:
                driver.end()
                return
            driver.obey(command)
        driver.pass_on()


if __name__ == "__main__":
    main()
