"""Writes a training step with fused Adam and no statistics as a SavedModel. Usage: export_floor.py FOLDER, the net's JSON on stdin

Data stays in the graph: a step is fed the rows of its batch and gives loss and accuracy. Nothing that trains with TensorFlow, a
batch a call, from Node can be much faster.
"""

import json
import sys

import keras
import tensorflow as tf
from keras_net import make_data, make_model

BETA1, BETA2, EPSILON, LEARNING_RATE = 0.9, 0.999, 1e-7, 1e-3

net = json.load(sys.stdin)
model = make_model(keras, net)
loss_of = keras.losses.CategoricalCrossentropy()
variables = model.trainable_variables
slots = [(tf.Variable(tf.zeros_like(each)), tf.Variable(tf.zeros_like(each))) for each in variables]
powers = tf.Variable(BETA1), tf.Variable(BETA2)
x, y = (tf.Variable(values, trainable=False) for values in make_data(net))


@tf.function(input_signature=[tf.TensorSpec((net["batchSize"],), tf.int32)])
def train(rows):
    targets = tf.gather(y, rows)
    with tf.GradientTape() as tape:
        outputs = model(tf.gather(x, rows), training=True)
        loss = loss_of(targets, outputs)
    for variable, (m, v), gradient in zip(variables, slots, tape.gradient(loss, variables)):
        tf.raw_ops.ResourceApplyAdam(
            var=variable.handle,
            m=m.handle,
            v=v.handle,
            beta1_power=powers[0],
            beta2_power=powers[1],
            lr=LEARNING_RATE,
            beta1=BETA1,
            beta2=BETA2,
            epsilon=EPSILON,
            grad=gradient,
        )
    powers[0].assign(powers[0] * BETA1)
    powers[1].assign(powers[1] * BETA2)
    right = tf.equal(tf.argmax(outputs, 1), tf.argmax(targets, 1))
    return {"logs": tf.stack([loss, tf.reduce_mean(tf.cast(right, tf.float32))])}


module = tf.Module()
module.held = [model, slots, powers, x, y]
module.train = train
tf.saved_model.save(module, sys.argv[1], signatures={"train": train})
