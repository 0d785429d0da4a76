# case: legacy
import numpy as np
np.random.seed(42)
a = np.random.rand(3, 2)
b = np.random.randn(5)
c = np.random.randint(0, 10, size=(4, 3))
d = np.random.uniform(-1, 1, size=6)
e = np.random.normal(5, 2, (2, 2))
f = np.random.permutation(7)
g = np.arange(8)
np.random.shuffle(g)
h = np.random.choice(10, 4, replace=False)
i = np.random.choice([3, 5, 7], size=5)
j = np.random.random((2, 3))
k = np.random.randint(100)
l = np.random.standard_normal(3)
m = np.random.choice(4, 6, p=[0.1, 0.2, 0.3, 0.4])
n = np.random.exponential(2.0, 3)
o = np.random.random()
p = np.random.permutation(np.arange(6).reshape(3, 2))
q = np.random.randint(2, size=9)
r = np.random.normal(size=(3, 1))
s = np.random.choice(5, 3, replace=False, p=[0.1, 0.4, 0.2, 0.2, 0.1])
t = np.random.randint(0, 5000000000, 2)

# case: state
import numpy as np
_state = np.random.RandomState(7)
a = _state.rand(4)
b = _state.randint(1, 100, 5)
c = _state.permutation(5)
x = np.arange(12).reshape(6, 2)
_state.shuffle(x)
d = _state.normal(0, 1, 3)
e = _state.uniform(size=2)

# case: python
import random
random.seed(3)
a = random.random()
b = random.randint(1, 6)
c = [1, 2, 3, 4, 5, 6, 7]
random.shuffle(c)
d = random.sample(range(100), 5)
e = random.uniform(2, 3)
f = random.choice([4, 5, 6])
