# case: utilities
import numpy as np
from tensorflow.keras.utils import to_categorical, normalize
from tensorflow.keras.preprocessing.sequence import pad_sequences
a = to_categorical([0, 2, 1])
b = to_categorical(np.array([[1], [3]]), num_classes=5)
c = to_categorical([[0, 1], [2, 2]])
d = normalize(np.array([[3.0, 4.0], [0.0, 0.0], [1.0, 1.0]]), axis=1)
e = pad_sequences([[1, 2], [3], [4, 5, 6, 7]])
f = pad_sequences([[1, 2], [3], [4, 5, 6, 7]], maxlen=3, padding='post', truncating='post', value=9)
g = pad_sequences([[0.5, 1.5], [2.5]], maxlen=2, dtype='float32')

# case: tensors
import tensorflow as tf
import numpy as np
a = tf.one_hot([0, 2], 3)
b = tf.constant([[1.0, 2.0], [3.0, 4.5]])
c = tf.cast(np.arange(3), tf.float32)
d = tf.zeros((2, 2))
e = tf.convert_to_tensor(np.array([[1, 2]]))
f = tf.reshape(b, (4,))
g = tf.expand_dims(np.arange(4), -1)
h = tf.concat([b, b], axis=0)
