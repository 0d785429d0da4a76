"""Which epochs of a fit count: the same as epochWindow.mjs."""

import time


class EpochClock:
    def __init__(self, turn):
        self.warm_up = turn["warmUpMs"] / 1000
        self.measure = turn["measureMs"] / 1000
        self.start = time.perf_counter()
        self.warm_end = None
        self.epochs = 0
        self.seconds = 0.0

    def begin(self):
        self.start = time.perf_counter()

    def epoch_ended(self):
        """Whether the fit has taken long enough."""
        passed = time.perf_counter() - self.start
        if self.warm_end is None:
            if passed >= self.warm_up:
                self.warm_end = passed
            return False
        self.epochs += 1
        self.seconds = passed - self.warm_end
        return self.seconds >= self.measure

    def result(self):
        return {"epochs": self.epochs, "ms": self.seconds * 1000}
