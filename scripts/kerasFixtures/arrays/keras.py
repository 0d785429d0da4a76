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

# case: tokenizer
from tensorflow.keras.preprocessing.text import Tokenizer
texts = ["The cat, the dog!", "A cat isn't a dog\tor: THE bird", ""]
_t = Tokenizer()
_t.fit_on_texts(texts)
a = list(_t.word_index.items())
b = _t.texts_to_sequences(["the bird saw a cat", "", "DOG"])
_n = Tokenizer(num_words=4, oov_token="<OOV>", lower=False)
_n.fit_on_texts(texts)
_n.fit_on_texts(["cat cat cat"])
c = list(_n.word_index.items())
d = _n.texts_to_sequences(["the bird saw The cat"])
_c = Tokenizer(char_level=True)
_c.fit_on_texts(["hello", "Low"])
e = list(_c.index_word.items())
f = _c.texts_to_sequences(["hel", "x"])
_w = Tokenizer(filters="-", split="_")
_w.fit_on_texts(["a_b-c_a", "c c_b"])
g = list(_w.word_index.items())
_l = Tokenizer()
_l.fit_on_texts([["One", "two words"], ["one"]])
h = list(_l.word_index.items())

# case: vectorization
from tensorflow.keras.layers import TextVectorization
texts = ["foo, qux: Bar", "qux baz", "isn't it"]
_v = TextVectorization()
_v.adapt(texts)
a = _v.get_vocabulary()
b = _v(["qux baz nothing", "foo"])
_m = TextVectorization(max_tokens=4, output_sequence_length=3)
_m.adapt(texts)
c = _m.get_vocabulary()
d = _m(["qux baz foo bar", "foo"])
_g = TextVectorization(vocabulary=["b", "a"], standardize="lower", split="character", output_sequence_length=2)
e = _g.get_vocabulary()
f = _g(["AB", "c"])
g = _m([["qux"], ["foo"]])
