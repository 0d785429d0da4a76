import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planLaunch } from '../../../src/launch/planLaunch.js';
import { openNames } from '../../../src/launch/settlePlan.js';
import type { RunChoice, RunPlan } from '../../../src/protocol/launch.js';
import { findModels } from '../../../src/source/findModels.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-plan-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Plans the last model of the first file. */
async function planOf(files: Readonly<Record<string, string>>, more: Partial<RunChoice> = {}): Promise<RunPlan> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const [[name, text] = ['', '']] = Object.entries(files);
  const model = findModels(text, join(folder, name)).at(-1);
  if (!model) throw new Error('no model');
  return planLaunch({
    model,
    text,
    folder,
    choices: {},
    ...more,
  });
}

const IMPORT = "import * as tf from '@tensorflow/tfjs';\n";
const CDN = "import * as tf from 'https://cdn.jsdelivr.net/npm/@tensorflow/tfjs@4/+esm';\n";
const MODEL = 'const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });\n';
const COMPILE = "model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });\n";
const FIT = 'await model.fit(tf.ones([4, 3]), tf.ones([4, 2]));\n';
const MAKE = `export function make(units) { ${MODEL.replace('units: 2', 'units')} return model; }\n`;

describe('planLaunch', () => {
  it('runs a file that trains its model, and slices it where data is named', async () => {
    const files = { 'net.mjs': IMPORT + MODEL + COMPILE + FIT };
    expect(await planOf(files)).toMatchObject({ way: 'file', entry: join(folder, 'net.mjs'), recipe: null });
    expect(await planOf(files, { dataNamed: true })).toMatchObject({
      way: 'slice',
      recipe: { kind: 'slice' },
      notes: [],
    });
  });

  it.each(['imdb', 'reuters'])('says why %s of Keras is not read, with the words of its tokens', async (name) => {
    const text = `from keras.datasets import ${name}
from keras.models import Sequential
from keras.layers import Dense, Embedding, GlobalAveragePooling1D
from keras.preprocessing.sequence import pad_sequences
(x, y), (x_test, y_test) = ${name}.load_data(num_words=500)
words = ${name}.get_word_index()
x = pad_sequences(x, maxlen=20)
model = Sequential([Embedding(500, 8), GlobalAveragePooling1D(), Dense(1, activation='sigmoid')])
model.compile(loss='binary_crossentropy', optimizer='adam')
model.fit(x, y, epochs=2)
`;
    const { notes, needsData } = await planOf({ 'net.py': text });
    expect(needsData).toBe(true);
    expect(notes).toContainEqual(
      expect.objectContaining({
        kind: 'not-done',
        line: 7,
        text: expect.stringMatching(/pickled.*words of its tokens/),
      }),
    );
  });

  it.each([
    ['a page', 'page.html', `<script src="tf.js"></script><script>\n${MODEL}${COMPILE}${FIT}</script>`],
    ['a page of modules', 'page.html', `<script type="module">\n${CDN}${MODEL}${COMPILE}${FIT}</script>`],
    ['a script with the global tf', 'sketch.js', `${MODEL}${COMPILE}model.fit(tf.ones([4, 3]), tf.ones([4, 2]));\n`],
  ])('runs %s whose data stands in it', async (_, name, text) => {
    expect(await planOf({ [name]: text })).toMatchObject({ way: 'file', entry: join(folder, name) });
  });

  it.each([
    ['an element', "document.title = 'x';\n"],
    ['a name of another script', 'const n = points.length;\n'],
    ['a file beside it', "const base = tf.loadLayersModel('model.json');\n"],
    ['a compiler', 'const view = <b>x</b>;\n'],
  ])('slices a page that needs %s', async (_, line) => {
    const text = `<script type="text/babel">\n${MODEL}${line}${COMPILE}${FIT}</script>`;
    expect((await planOf({ 'page.html': text })).way).toBe('slice');
  });

  it('slices a file that needs a page or a package that is not here', async () => {
    const page = `${IMPORT}${MODEL}document.title = 'x';\n${COMPILE}${FIT}`;
    expect((await planOf({ 'page.mjs': page })).way).toBe('slice');
    expect(
      (await planOf({ 'pkg.mjs': `import plot from 'nowhere-plot';\n${IMPORT}${MODEL}${COMPILE}${FIT}` })).way,
    ).toBe('slice');
  });

  it('takes what the source fits the model with, and says what it leaves out', async () => {
    const sliced = async (options: string, before = '') => {
      const fit = `async function train(rounds) { ${before} await model.fit(xs, ys, ${options}); }\n`;
      const { recipe, notes } = await planOf({ 'net.mjs': IMPORT + MODEL + COMPILE + fit }, { dataNamed: true });
      return {
        fit: recipe?.kind === 'slice' ? recipe.fit : null,
        notes: notes.map((note) => `${note.line}: ${note.text}`),
      };
    };
    expect(await sliced('{ epochs: 50, batchSize: 2 * 8, validationSplit: 0.25, shuffle: false, verbose: 0 }')).toEqual(
      {
        fit: { epochs: '50', batchSize: '2 * 8', validationSplit: '0.25', shuffle: 'false' },
        notes: [],
      },
    );
    expect(await sliced('{ ...usual, epochs }', 'const epochs = 7, usual = { epochs: 3, batchSize: 4 };')).toEqual({
      fit: { epochs: '7', batchSize: '4' },
      notes: [],
    });
    expect(await sliced('{ batchSize: 2 }')).toEqual({ fit: { epochs: '1', batchSize: '2' }, notes: [] });
    expect(await sliced('{ ...rounds, batchSize: 2 }')).toEqual({
      fit: { batchSize: '2' },
      notes: ['4: epochs of its own fit cannot be read from the source, so GradLens uses its default.'],
    });
    expect(await sliced('{ epochs: rounds, callbacks: [stop], classWeight }')).toEqual({
      fit: {},
      notes: [
        '4: epochs of its own fit cannot be read from the source, so GradLens uses its default.',
        '4: These options of its own fit are left out: callbacks, classWeight.',
      ],
    });
    expect(await sliced('{ epochs }', 'const [epochs] = useState(12);')).toEqual({
      fit: { epochs: '12' },
      notes: ['4: epochs of its own fit is guessed as 12, a value that the source gives it elsewhere.'],
    });
    expect((await sliced('{ epochs: 5 }).then(() => 0);\nawait model.fit(xs, ys, { epochs: 2 }')).notes).toEqual([
      '4: Only this fit runs, not the one on line 5.',
    ]);
  });

  it('says what compiles a model that its source does not compile', async () => {
    const { notes } = await planOf({ 'net.mjs': IMPORT + MODEL });
    expect(notes).toMatchObject([{ kind: 'guessed', line: 2, text: expect.stringContaining('does not compile') }]);
  });

  it('runs another file that makes and trains it, also through a third one', async () => {
    const direct = {
      'model.mjs': IMPORT + MAKE,
      'train.mjs': "import { make } from './model.mjs';\nconst m = make(1);\nawait m.fit(0, 0);",
    };
    expect(await planOf(direct)).toMatchObject({ way: 'other-file', entry: join(folder, 'train.mjs') });
    const through = {
      'model.mjs': IMPORT + MAKE,
      'train.mjs': "import { make } from './model.mjs';\nexport function start() { return make(1).fit(0, 0); }",
      'main.mjs': "import { start } from './train.mjs';\nawait start();",
    };
    expect(await planOf(through)).toMatchObject({ way: 'other-file', entry: join(folder, 'main.mjs') });
  });

  it.each([
    ['a function', `${MAKE.replace('export ', '')}module.exports = { start: () => make(2) };\n`],
    [
      'a class, whose methods add the layers',
      `class Net { constructor() { this.model = tf.sequential(); } }\nexport const start = () => new Net();\n`,
    ],
    [
      'a method',
      `class Net { make() { ${MODEL} return model; } }\nexport function start() { return new Net().make(); }\n`,
    ],
    [
      'a callback',
      `const all = () => [1, 2].map(function each() { ${MODEL} return model; });\nexport { all as start };\n`,
    ],
  ])(
    'runs another file that comes to the model by way of an export, though %s that makes it is none',
    async (_, text) => {
      const files = {
        'model.mjs': IMPORT + text,
        'train.mjs': "import { start } from './model.mjs';\nawait start().fit(0, 0);",
      };
      expect(await planOf(files)).toMatchObject({ way: 'other-file', entry: join(folder, 'train.mjs') });
    },
  );

  it('runs no other file for a model that no export comes to', async () => {
    const files = {
      'model.mjs': `${IMPORT}${MAKE.replace('export ', '')}export const start = () => other;\n`,
      'train.mjs': "import { start } from './model.mjs';\nawait start().fit(0, 0);",
    };
    expect((await planOf(files)).way).toBe('slice');
  });

  it('takes no other file that only uses the model, tests it, needs a page, or imports it in a circle', async () => {
    const files = {
      'model.mjs': `import './use.mjs';\n${IMPORT}${MAKE}`,
      'use.mjs': "import { make } from './model.mjs';\nexport const summary = () => make(1).summary();",
      'a.test.mjs': "import { make } from './model.mjs';\nawait make(1).fit(0, 0);",
      'page.mjs': "import { make } from './model.mjs';\ndocument.title = 'x';\nawait make(1).fit(0, 0);",
    };
    expect((await planOf(files)).way).toBe('slice');
  });

  it('knows which answers a Python source has a place for, and why a value is open', async () => {
    const net = {
      'net.py':
        "import pandas as pd\nX = pd.read_csv('wine.csv').values\nmodel = Sequential([Dense(2, input_dim=X.shape[1])])\nmodel.compile('sgd', 'mse')\n",
    };
    const plan = await planOf(net);
    expect(openNames(plan)).toEqual(['X.shape[1]']);
    expect(plan.questions.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^used as input_dim of Dense: .*wine\.csv/),
    ]);
    expect(openNames(await planOf(net, { answers: { 'X.shape[1]': '4', other: '5' } }))).toEqual(['X.shape[1]']);
  });

  it('takes answers before proposals, and the way that a person chose', async () => {
    const files = { 'model.mjs': `${IMPORT}${MAKE}make(5);` };
    const plan = await planOf(files, { answers: { units: '9' } });
    expect(plan.questions).toMatchObject([{ name: 'units', proposal: '5' }]);
    expect(plan.recipe).toMatchObject({ values: { units: '9' } });
    expect((await planOf(files, { choices: { run: 'file' } })).way).toBe('file');
  });

  it('says that a model is gone', async () => {
    const plan = await planOf({ 'model.mjs': IMPORT + MODEL }, { text: IMPORT, choices: { run: 'slice' } });
    expect(plan.blocked?.message).toContain('no longer in this file');
  });

  it('tells a chain of Keras layers that does not fit before anything is asked', async () => {
    const chain = (kernel: string) =>
      `model = Sequential([\n  Conv2D(4, 3, input_shape=(4, 4, 1)),\n  Conv2D(4, ${kernel}),\n  Flatten(), Dense(2)])\n`;
    const plan = await planOf({ 'net.py': chain('3') });
    expect(plan.blocked).toMatchObject({
      message: expect.stringMatching(/^Conv2D puts a 3x3 kernel on a 2x2 input .* A 2x2 kernel would fit/),
      location: { file: join(folder, 'net.py'), line: 3 },
    });
    expect((await planOf({ 'net.py': chain('2') })).blocked).toBeNull();
    const open = { 'net.py': `def make(kernel):\n  ${chain('kernel').replaceAll('\n', '\n  ')}return model\n` };
    expect((await planOf(open)).blocked).toBeNull();
    expect((await planOf(open, { answers: { kernel: '9' } })).blocked).toBeNull();
  });

  it('tells of a model that is made before anything is trained, and not of one that Python comes to later', async () => {
    const first = "a = Sequential([Dense(1, input_shape=(2,))])\na.compile('adam', 'mse')\n";
    const fit = 'a.fit(np.ones((4, 2)), np.ones((4, 1)))\n';
    const second = "b = Sequential([LSTM(2, input_shape=(3, 1)), LSTM(2)])\nb.compile('adam', 'mse')\n";
    const secondFit = 'b.fit(np.ones((4, 3, 1)), np.ones((4, 2)))\n';
    const text = (...parts: string[]) => `import numpy as np\n${parts.join('')}${secondFit}`;
    const of = (source: string) => {
      const [model] = findModels(source, 'net.py');
      if (!model) throw new Error('no model');
      return planOf({ 'net.py': source }, { model, whole: true });
    };
    expect((await of(text(first, second, fit))).blocked?.location?.line).toBe(4);
    expect((await of(text(first, fit, second))).blocked).toBeNull();
  });
});
