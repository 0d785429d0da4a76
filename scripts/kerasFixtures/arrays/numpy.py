# case: literals
import numpy as np
a = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
b = np.array([[0.0, 1.0], [2.0, 3.0]])
c = np.array([1, 2.5, True])
d = np.asarray([[1, 2, 3]], dtype=np.float32)
e = np.array(['a', 'b', 'a'])
f = np.array([[[0], [1], [1]], [[1], [1], [0]]])
g = np.array([a[0], a[1]])
h = np.array([1, 2, 3], dtype='int32')

# case: making
import numpy as np
zeros = np.zeros((2, 3))
ones = np.ones(4, dtype=int)
full = np.full((2, 2), 7.5)
like = np.zeros_like(full)
eye = np.eye(3)
ident = np.identity(2)
r = np.arange(5)
r2 = np.arange(1, 2, 0.3)
r3 = np.arange(10, 0, -2)
l = np.linspace(0, 1, 7)
l2 = np.linspace(-1, 1, 5, endpoint=False)
m0, m1 = np.meshgrid(np.arange(3), np.arange(2))
n = l.shape[0]

# case: arithmetic
import numpy as np
x = np.arange(12).reshape(3, 4)
y = x.astype('float32') / 255.0
z = x * 2 + 1
q = x / 4
fl = x // 5
mo = (x - 6) % 4
po = x ** 2
neg = -x
mix = x + np.array([10, 20, 30, 40])
col = x - np.array([[1], [2], [3]])
cmp = x > 5
both = (x > 2) & (x < 9)
either = (x < 2) | ~(x < 9)
eq = x == 4
u8 = np.array([[0, 128, 255]], dtype=np.uint8)
u8f = u8 / 255
u8g = (u8.astype('float32') - 127.5) / 127.5
xor = np.logical_xor(x > 3, x > 8)
pw = 2.0 ** np.arange(4)
inv = 1 / np.array([1.0, 2.0, 4.0])

# case: indexing
import numpy as np
x = np.arange(24).reshape(4, 6)
a = x[:, 0:5]
b = x[:, 5]
c = x[1]
d = x[-1, -2]
e = x[::2, ::-1]
f = x[[0, 2]]
g = x[x[:, 0] > 6]
h = x[:, [1, 3, 5]]
i = x[[0, 1], [2, 3]]
j = x[..., np.newaxis]
k = x[None, :2]
l = x[:, -1:]
m = x[:, :-1]
n = x[1:3, 2:4]
o = x[x % 2 == 0]
t = np.arange(24).reshape(2, 3, 4)
p = t[:, :, 0]
q = t[..., 1]
r = t[:, [0, 2], 1]
s = t[0, :, [1, 2]]
w = np.where(x[:, 0] > 6)
v = x[np.where(x[:, 0] > 6)]

# case: assigning
import numpy as np
x = np.zeros((3, 4))
x[0] = 1
x[1, 2:] = [5, 6]
x[:, 0] += 10
x[x > 9] = -1
view = x[:, 1:3]
view[:] = 0.5
y = np.zeros((4, 2), dtype=int)
for i in range(4):
    y[i, i % 2] = i + 1
z = np.arange(6.0)
z *= 2
z[[0, 3]] = [7, 8]
z[-1] = z[0] + 1
labels = np.array([2, 0, 1])
hot = np.zeros((3, 3))
hot[np.arange(3), labels] = 1

# case: shapes
import numpy as np
x = np.arange(24)
a = x.reshape(2, 3, 4)
b = a.reshape(-1, 4)
c = a.reshape((a.shape[0], -1))
d = a.transpose(0, 2, 1)
e = a.T
f = np.expand_dims(x, -1)
g = np.expand_dims(x, axis=0)
h = a[:, :1].squeeze()
i = a.flatten()
j = np.ravel(a)
k = np.swapaxes(a, 0, 2)
l = np.moveaxis(a, 0, -1)
m = np.squeeze(np.zeros((1, 3, 1)), axis=0)
n = a.ndim
o = a.size
p = len(a)
q = list(a.shape)

# case: joining
import numpy as np
a = np.arange(6).reshape(2, 3)
b = np.ones((2, 3))
c = np.concatenate([a, b])
d = np.concatenate((a, b), axis=1)
e = np.vstack([a, b])
f = np.hstack([a, b])
g = np.stack([a, b], axis=-1)
h = np.column_stack([a[:, 0], b[:, 0]])
i = np.append(a, b)
j = np.append(a, b, axis=0)
k = np.c_[a[:, 0], b[:, 1]]
l = np.r_[a[:, 0], 9, 5:8]
m = np.repeat(a, 2, axis=0)
n = np.tile(a, (2, 1))
o = np.repeat([1, 2], 3)
p = np.split(np.arange(9), 3)
q = np.array_split(np.arange(7), 3)
r = np.dstack([a, a])
s = np.flip(a, axis=1)
t = np.roll(np.arange(5), 2)
u = np.delete(a, 1, axis=1)
v = np.c_[a, b]

# case: statistics
import numpy as np
x = np.array([[1.5, 2.25, -3.0], [4.0, 5.5, 6.125], [0.1, 0.2, 0.3], [9.75, -8.5, 7.0]])
a = x.mean()
b = x.mean(axis=0)
c = np.mean(x, axis=1)
d = x.std(axis=0)
e = np.std(x)
f = x.var(ddof=1)
g = x.min(axis=1)
h = np.max(x, axis=0)
i = x.sum()
j = np.sum(x, axis=0, keepdims=True)
k = np.median(x, axis=0)
l = np.percentile(x, 30)
m = np.percentile(x[:, 0], [25, 50, 75])
n = x.argmax(axis=1)
o = np.argmin(x)
p = np.cumsum(x, axis=0)
q = np.argsort(x[:, 1])
r = np.sort(x, axis=0)
s = (x - x.mean(axis=0)) / x.std(axis=0)
t = np.any(x > 9)
u = np.all(x > -9, axis=1)
v = np.bincount([0, 1, 1, 3])
w = np.diff(x[:, 0])
z = x.max() - x.min()
aa = np.prod([2, 3, 4])
big = np.arange(1000.0).reshape(100, 10)
bigmean = (big / 7).mean(axis=0)
bigsum = (big.astype('float32') / 7).sum()

# case: entries
import numpy as np
x = np.array([[0.5, -1.25], [2.0, 3.5]])
a = np.sin(x)
b = np.exp(x)
c = np.abs(x)
d = np.sqrt(np.abs(x))
e = np.round(x)
f = np.sign(x)
g = np.clip(x, 0, 1)
h = np.where(x > 0, x, 0)
i = np.where(x > 0, 1, 0)
j = np.log(np.abs(x) + 1)
k = np.isnan(np.array([1.0, np.nan]))
l = np.nan_to_num(np.array([1.0, np.nan, np.inf]))
m = np.maximum(x, 0.75)
n = np.dot(x, x)
o = x @ x.T
p = np.dot(x[0], x[1])
q, r = np.unique([3, 1, 2, 3, 1], return_counts=True)
s = len(np.unique(np.array(['b', 'a', 'b'])))
t = np.tanh(x)
u = np.floor(x)
v = np.power(x, 2)
w = np.round(x / 3, 2)
y = np.floor_divide(7, np.array([2, 3]))

# case: lists
import numpy as np
seq = [10, 20, 30, 40, 50, 60, 70, 80, 90]
xs, ys = [], []
for i in range(len(seq) - 3):
    xs.append(seq[i:i + 3])
    ys.append(seq[i + 3])
x = np.array(xs)
y = np.array(ys)
x = x.reshape((x.shape[0], x.shape[1], 1))
data = np.sin(np.arange(20) * 0.1)
def windows(values, size):
    parts, after = list(), list()
    for at in range(len(values)):
        end = at + size
        if end > len(values) - 1:
            break
        parts.append(values[at:end])
        after.append(values[end])
    return np.array(parts), np.array(after)
wx, wy = windows(data, 4)
rows = [[i, i * i] for i in range(4)]
table = np.array(rows, dtype=float)
total = sum(table[:, 1])
pairs = [a * b for a, b in zip(table[:, 0], table[:, 1])]
top = max(y)

# case: long loops
import random
import numpy as np
random.seed(1)
limit = 50000
pairs = []
for _ in range(5000):
    pairs.append([random.randrange(0, limit), 0])
    pairs.append([random.randrange(limit, 2 * limit), 1])
table = np.array(pairs)
x = table[:, 0:1].sum()
rows = table.shape
count = 0
while count < 3000:
    count += 1
filled = np.zeros(4000)
for i in range(4000):
    filled[i] = i % 7
mean = filled.mean()
del pairs, table, filled

# case: searching
import numpy as np
x = np.array([0.5, 2.5, 9.0, 2.0])
a = np.digitize(x, [1, 2, 3])
b = np.digitize(x, np.array([1, 2, 3]), right=True)
c = np.searchsorted([1, 2, 3], 2)
d = np.isin(np.array([[1, 2], [3, 4]]), [2, 4])
e = np.argwhere(x > 2)
f = np.flatnonzero(x > 2)
g = np.linalg.norm(np.array([[3.0, 4.0], [6.0, 8.0]]), axis=1)
h = np.linalg.norm([3.0, 4.0])
i = np.outer([1, 2], [3, 4])
j = np.isin([1, 2], [2], invert=True)
k = np.intersect1d([3, 1, 2], [2, 3, 3])
