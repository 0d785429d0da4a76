"""What runs on the cluster: the collector of what trials tell, and one attempt of one trial.

Workers have no file of this: Ray sends it along by its value (driver.py).
"""

import asyncio
import collections
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time

# Bytes that may wait in the collector; then workers wait, and at last the training.
MOST_WAITING = 64 * 1024 * 1024
# Characters of a batch that a worker sends.
LARGEST_BATCH = 4 * 1024 * 1024
# Seconds between two batches of a worker, which ask for commands too, at least.
INTERVAL = 0.25
# Batches a second that the collector is asked to take: with more workers each sends less often.
MOST_BATCHES = 400
# Seconds that tasks have to end their trainers when they are cancelled.
GRACE_PERIOD = 5
# The oldest Node that trains.
OLDEST_NODE = (22, 15)


class Collector:
    """Takes what the workers send and holds it until the driver asks; holds what the driver tells them until they ask."""

    def __init__(self):
        self.waiting = collections.deque()
        self.size = 0
        self.attempts = {}
        self.done = set()
        self.commands = {}
        self.changed = asyncio.Event()
        self.room = asyncio.Event()

    def add(self, message, size=100):
        self.waiting.append((message, size))
        self.size += size
        self.changed.set()

    async def begin(self, trial, node):
        """Counts an attempt; None where the trial is done, as its end had arrived before its node was lost."""
        if trial in self.done:
            return None
        self.attempts[trial] = self.attempts.get(trial, 0) + 1
        self.add({"type": "started", "trial": trial, "attempt": self.attempts[trial], "node": node})
        return self.attempts[trial]

    async def put(self, trial, attempt, lines, is_last):
        """Takes lines, gives commands and the seconds until the next ones; None where another attempt goes on in this one's place."""
        while self.size > MOST_WAITING:
            self.room.clear()
            await self.room.wait()
        if self.attempts.get(trial) != attempt or trial in self.done:
            return None
        if lines:
            message = {"type": "lines", "trial": trial, "attempt": attempt, "lines": lines}
            self.add(message, sum(map(len, lines)))
        if is_last:
            self.done.add(trial)
        under_way = len(self.attempts) - len(self.done)
        return self.commands.pop(trial, []), max(INTERVAL, under_way / MOST_BATCHES)

    async def tell(self, trial, command):
        self.commands.setdefault(trial, []).append(command)

    async def finish(self, trial, failure):
        self.done.add(trial)
        self.add({"type": "ended", "trial": trial, "failure": failure})

    async def take(self, seconds):
        """What waits, and what comes within so many seconds where nothing does."""
        if not self.waiting:
            self.changed.clear()
            try:
                await asyncio.wait_for(self.changed.wait(), seconds)
            except asyncio.TimeoutError:
                pass
        taken = []
        size = 0
        while self.waiting and size < LARGEST_BATCH:
            message, each = self.waiting.popleft()
            taken.append(message)
            size += each
        self.size -= size
        self.room.set()
        return taken


def node_that_trains(shipped):
    """Path of a Node that is new enough: the one that GRADLENS_NODE names, one on the path, or the one that came along; None without."""
    for path in (os.environ.get("GRADLENS_NODE"), shutil.which("node"), shipped):
        if not path or not os.path.exists(path):
            continue
        if path == shipped:
            for name in os.listdir(os.path.dirname(path)):
                os.chmod(os.path.join(os.path.dirname(path), name), 0o755)
        try:
            text = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20).stdout
            version = tuple(int(part) for part in text.strip().lstrip("v").split(".")[:2])
        except (OSError, ValueError, subprocess.SubprocessError):
            continue
        if version >= OLDEST_NODE:
            return path
    return None


def kind_of_machine():
    """As Node names it."""
    import platform

    machine = {"x86_64": "x64", "aarch64": "arm64", "AMD64": "x64"}.get(platform.machine(), platform.machine())
    return f"{sys.platform}-{machine}"


def look_around():
    """What a node has: whether a Node that trains, and what kind of machine it is."""
    return {"has_node": node_that_trains(None) is not None, "platform": kind_of_machine()}


def train(collector, trial, job):
    """One attempt of one trial, on a worker."""
    import ray

    attempt = ray.get(collector.begin.remote(trial, ray.get_runtime_context().get_node_id()))
    if attempt is None:
        return
    here = os.path.join(os.getcwd(), "gradlens")
    node = node_that_trains(os.path.join(here, f"node-{kind_of_machine()}", "bin", "node"))
    if node is None:
        raise RuntimeError("This node of the cluster has no Node 22.15 or newer. Install it there, or name it in GRADLENS_NODE.")
    entry = os.path.join(here, "dist", "ray", "trial.mjs")
    # The npm that is beside it, where there is one, makes tfjs-node ready.
    path = os.pathsep.join([os.environ.get("PATH", ""), os.path.dirname(os.path.realpath(node))])
    child = subprocess.Popen(
        [node, entry],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PATH": path},
    )
    lines = queue.Queue(64)

    def read():
        for line in child.stdout:
            lines.put(line.rstrip("\n"))
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    try:
        write_line(child.stdin, job)
        is_last = False
        interval = INTERVAL
        while not is_last:
            batch, is_last = next_batch(lines, interval)
            answer = ray.get(collector.put.remote(trial, attempt, batch, is_last))
            if answer is None:
                return
            commands, interval = answer
            for command in commands:
                write_line(child.stdin, command)
    finally:
        # The trial ends its trainer when nobody can tell it anything any more.
        try:
            child.stdin.close()
        except OSError:
            pass
        try:
            child.wait(GRACE_PERIOD)
        except subprocess.TimeoutExpired:
            child.kill()


def next_batch(lines, interval):
    """What a trial writes in so many seconds, and whether that was all."""
    batch = []
    size = 0
    until = time.monotonic() + interval
    try:
        while size < LARGEST_BATCH:
            line = lines.get(timeout=max(0, until - time.monotonic()))
            if line is None:
                return batch, True
            batch.append(line)
            size += len(line)
    except queue.Empty:
        pass
    return batch, False


def write_line(stream, value):
    try:
        stream.write(json.dumps(value) + "\n")
        stream.flush()
    except (BrokenPipeError, ValueError):
        # It is gone; how it ended is in what it wrote.
        pass
