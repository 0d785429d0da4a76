"""Keras's own fit, with the TensorBoard callback where the argument says so. Usage: keras_worker.py bare|tensorboard"""

import shutil
import sys
import tempfile

import turns  # first: it takes stdout for itself

import keras
from epochs import EpochClock
from keras_net import make_data, make_model

WITH_TENSORBOARD = sys.argv[1] == "tensorboard"
EPOCHS = 1_000_000
models = {}


class Clock(keras.callbacks.Callback):
    """Called at ends of epochs alone, so that Keras has no reason to look at single batches."""

    def __init__(self, turn):
        super().__init__()
        self.clock = EpochClock(turn)
        self.loss = None

    def on_train_begin(self, logs=None):
        self.clock.begin()

    def on_epoch_end(self, epoch, logs=None):
        self.loss = float(logs["loss"])
        if self.clock.epoch_ended():
            self.model.stop_training = True


def take_turn(net, turn):
    if net["name"] not in models:
        model = make_model(keras, net)
        model.compile(keras.optimizers.Adam(1e-3), "categorical_crossentropy", metrics=["accuracy"])
        models[net["name"]] = (model, model.get_weights(), make_data(net))
    model, weights, (x, y) = models[net["name"]]
    model.set_weights(weights)
    clock = Clock(turn)
    folder = tempfile.mkdtemp(prefix="gradlens-bench-")
    try:
        callbacks = [clock]
        if WITH_TENSORBOARD:
            callbacks.append(keras.callbacks.TensorBoard(folder, histogram_freq=1, update_freq="batch"))
        model.fit(x, y, batch_size=net["batchSize"], epochs=EPOCHS, verbose=0, callbacks=callbacks)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {**clock.clock.result(), "loss": clock.loss}


turns.serve(take_turn)
