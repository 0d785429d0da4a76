"""Runs a program as a person wrote it on Keras itself, and tells the processor time of a step. Usage: keras_program.py FILE TRAINED_MS MEASURED_MS"""

import json
import os
import runpy
import sys
import time

ANSWERS = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)

import keras

FILE, TRAINED, MEASURED = sys.argv[1], float(sys.argv[2]) / 1000, float(sys.argv[3]) / 1000
fit = keras.Model.fit


class ProcessorClock(keras.callbacks.Callback):
    """Called at ends of epochs alone, so that Keras has no reason to look at single batches."""

    def on_train_begin(self, logs=None):
        self.start = time.process_time()
        self.ends = []

    def on_epoch_end(self, epoch, logs=None):
        self.ends.append(time.process_time() - self.start)
        if self.ends[-1] >= TRAINED:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        first = next(index for index, end in enumerate(self.ends) if end >= self.ends[-1] - MEASURED)
        steps = (len(self.ends) - 1 - first) * self.params["steps"]
        ANSWERS.write(f"@bench {json.dumps({'msPerStep': (self.ends[-1] - self.ends[first]) * 1000 / steps})}\n")


def timed_fit(model, *arguments, **options):
    options["callbacks"] = [*(options.get("callbacks") or []), ProcessorClock()]
    return fit(model, *arguments, **{**options, "verbose": 0})


keras.Model.fit = timed_fit
os.chdir(os.path.dirname(FILE))
runpy.run_path(FILE, run_name="__main__")
