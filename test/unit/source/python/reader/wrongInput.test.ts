import { expect, test } from 'vitest';
import { planEffort } from '../../../../../src/source/python/reader/contents/sourceArrays.js';
import { declareKeras } from '../../../../../src/source/python/reader/declareKeras.js';
import { layersOf, questionsOf, read } from './read.js';

test.each([
  ['no layer', 'model = Sequential()\n', 'model has no layer', 1],
  [
    'layers of the run',
    'model = Sequential()\nfor l in json.load(f):\n    model.add(l)\n',
    'The layer `json.load(f)` is known only when the program runs',
    2,
  ],
  [
    'a helper that calls itself',
    'def add(model):\n    add(model)\n    return model\nmodel = Sequential()\nadd(model)\n',
    'model cannot be read: add calls itself without an end',
    4,
  ],
  ['itself', 'model = Sequential()\nmodel.add(model)\n', 'A model contains itself as a layer', 1],
])('says why a model with %s cannot be read', (_, text, message, line) => {
  const { declaration, blocked } = read(text);
  expect(declaration).toBeNull();
  expect(blocked).toMatchObject({ message, location: { file: '/home/ada/net.py', line } });
});

test('says that a model is gone from the file', () => {
  expect(read('x = 1\n').blocked?.message).toBe('model is not in this version of the file');
});

test('asks for a list that only the run knows, where a literal can answer', () => {
  const text = `
sizes = json.load(open('config.json'))['sizes']
model = Sequential()
for n in sizes:
    model.add(Dense(n))
`;
  expect(questionsOf(read(text))).toEqual(['sizes: [32, 32]']);
  expect(layersOf(read(text, { sizes: '[8, 4, 2]' }))).toEqual(['Dense(8)', 'Dense(4)', 'Dense(2)']);
});

test('takes a call site as the first proposal for a parameter', () => {
  const text = `
class Trainer:
    def build(self, units, act):
        model = Sequential()
        model.add(Dense(units, activation=act))
        return model
    def run(self, n):
        self.build(64, act='tanh')
        self.build(16, act='tanh')
`;
  const { questions } = read(`${text}\n        self.build(n, n)\n`);
  expect(questions).toEqual([]);
  const open = read(
    text.replace(
      / {4}def run[\s\S]*/,
      'def later(t):\n    return lambda: (t.build(64, act="tanh"), t.build(16, "tanh"))\n',
    ),
  );
  expect(open.questions).toMatchObject([
    { name: 'units', proposal: '64', alternatives: ['16'] },
    { name: 'act', proposal: "'tanh'", alternatives: [] },
  ]);
});

test.each([
  ['texts that double', 's = "ab"\nfor i in range(300):\n    s = s + s\n    s = s.replace("a", s)\n'],
  ['lists that double', 'l = [1]\nfor i in range(300):\n    l = l + l\n    l += l\n    l.extend(l)\n'],
  ['a list in itself', 'a = []\na.append(a)\nb = str(a) if a == a else 0\n'],
  ['a loop without an end', 'while True:\n    x = 1\n'],
  ['a huge range', 'x = [i for i in range(10 ** 12)]\ny = "a" * 10 ** 9\n'],
  ['functions that fork', 'def f(n):\n    f(n + 1)\n    f(n + 2)\nf(1)\n'],
  ['a class of itself', 'class A(A):\n    def __init__(self):\n        A()\nA().b\n'],
  ['names of objects', 'hasOwnProperty(1)\nconstructor.__proto__\n"".constructor()\n[].toString()\n{}.valueOf()\n'],
  ['deep brackets', `x = ${'['.repeat(3000)}${']'.repeat(3000)}\n`],
  ['wide formats', 'x = "%1000000000d" % 3 + "{:>99999999}".format(3) + f"{3:.999f}"\n'],
  ['broken text', 'def f(:\n  x = (1,\nclass\n@\n'],
])('comes to an end with %s', (_, before) => {
  const reading = read(`${before}\nmodel = Sequential()\nmodel.add(Dense(3))\n`);
  expect(layersOf(reading)).toEqual(['Dense(3)']);
});

test('reads a notebook with places of its file', () => {
  const cell = (source: string[]) => ({ cell_type: 'code', metadata: {}, outputs: [], source });
  const cells = [cell(['%matplotlib inline\n', 'n = 3']), cell(['model = Sequential()\n', 'model.add(Dense(n))'])];
  const text = JSON.stringify({ cells, metadata: {}, nbformat: 4 }, null, 1);
  const line = text.split('\n').findIndex((row) => row.includes('Sequential')) + 1;
  const start = { line, column: (text.split('\n')[line - 1] ?? '').indexOf('Sequential') + 1 };
  const file = '/home/ada/net.ipynb';
  const model = {
    file,
    line,
    span: { file, start, end: start },
    name: 'model',
    framework: 'keras' as const,
    layers: [],
    compileLine: null,
    compiles: [],
    fitLine: null,
    fits: [],
    fitData: null,
    losses: [],
    freezes: [],
    imports: null,
    builder: null,
  };
  const { declaration } = declareKeras(text, file, model, {});
  expect(declaration?.layers).toMatchObject([{ name: 'Dense', positional: [3], span: { start: { line: line + 1 } } }]);
});

test('says that Python does not run a file that it cannot read, and reads what can be understood', () => {
  const reading = read("model = Sequential()\nmodel.add(Dense(8, activation='relu')\nmodel.add(Dense(1))\n");
  expect(layersOf(reading)).toEqual(["Dense(8, activation='relu')", 'Dense(1)']);
  expect(reading.sourceNotes).toMatchObject([
    {
      kind: 'not-done',
      line: 2,
      text: "Python cannot run this file: '(' was never closed. GradLens trains what it can read.",
      changesLearning: false,
    },
  ]);
});

test('takes layers that a method adds which nobody calls', () => {
  const reading = read(`
class Net:
    def __init__(self):
        self.net = Sequential()
    def build(self):
        self.net.add(Dense(8, input_shape=(4,)))
        self.net.compile(loss='mse', optimizer='adam')
`);
  expect(layersOf(reading)).toEqual(['Dense(8, input_shape=[4])']);
  expect(reading.declaration?.compile).not.toBeNull();
});

test('multiplies sizes with TensorFlow as with NumPy', () => {
  const text = 'def make(shape):\n    return Sequential([Dense(tf.math.reduce_prod(shape).numpy())])\nmake((6, 5))\n';
  expect(layersOf(read(text))).toEqual(['Dense(30)']);
});

test('goes once through a loop that hands out what nobody takes', () => {
  const text = `count = []

def models():
    while True:
        count.append(1)
        model = Sequential([Dense(len(count), input_dim=2)])
        yield model

generator = models()
`;
  expect(layersOf(read(text))).toEqual(['Dense(1, input_dim=2)']);
});

test('says how often a loop was gone through whose end is not known', () => {
  const text = `model = Sequential([Dense(1, input_dim=1)])
model.compile('sgd', 'mse')
loss = 10
while loss > 0.1:
    history = model.fit(np.ones((4, 1)), np.ones(4))
    loss = history.history['loss'][-1]
`;
  expect(read(text).sourceNotes.map((note) => note.text)).toContain(
    'Whether `loss > 0.1` holds is known only when the program runs: the loop runs twice.',
  );
});

test('notes an argument of a layer that stands outside of its brackets', () => {
  const text = `model = Sequential()
model.add(Dense(8, input_dim=4), activation='relu')
model.compile('adam', 'mse')
model.fit(np.ones((8, 4)), np.ones((8, 8)))
`;
  expect(read(text).sourceNotes).toMatchObject([
    { kind: 'not-done', line: 2, changesLearning: true, text: expect.stringContaining('`add` takes no activation') },
  ]);
});

test('notes a call that gets the model and cannot be followed', () => {
  const text = `
model = Sequential([Dense(1)])
model.compile('sgd', 'mse')
sparse.prune(model, 0.5)
plot_model(model)
trained = warm_up(model, x)
model.fit([[0]], [[1]])
`;
  expect(read(text).sourceNotes).toMatchObject([
    { line: 4, changesLearning: true },
    { line: 6, text: '`warm_up(model, x)` cannot be followed: what it does to the model is left out.' },
  ]);
});

test('asks for sizes of lists that a loop over what is not known fills', () => {
  const text = `
words = []
for line in open('not-here.txt'):
    words.append(line)
size = len(words)
model = Sequential([Dense(4, input_shape=(size,))])
`;
  expect(questionsOf(read(text))).toEqual(['size: 10']);
});

test('says that a training in a loop or branch is guessed where nobody knows whether it runs', () => {
  const text = `
model = Sequential([Dense(1)])
model.compile('sgd', 'mse')
x = np.zeros((4, 1))
if os.path.exists('more.npy'):
    model.fit(x, x)
for part in parts():
    model.fit(x, x)
`;
  expect(read(text).sourceNotes).toMatchObject([
    { kind: 'guessed', line: 5, changesLearning: true },
    {
      kind: 'guessed',
      line: 7,
      text: 'What `parts()` iterates over is known only when the program runs: the loop runs once.',
    },
  ]);
});

test('leaves to the training what is too much for a plan', () => {
  const text = `
rows = []
for i in range(10000):
    rows.append([i, i % 7])
model = Sequential([Dense(1)])
model.compile('sgd', 'mse')
model.fit(np.array(rows)[:, :1], np.array(rows)[:, 1])
`;
  const { program, sourceNotes } = read(text, {}, { ...planEffort, steps: 50_000 });
  expect(program?.steps.at(-1)).toMatchObject({ kind: 'fit', call: { named: { x: { kind: 'array' } } } });
  expect(sourceNotes).toEqual([]);
});
