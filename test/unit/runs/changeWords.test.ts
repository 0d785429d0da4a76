import { describe, expect, it } from 'vitest';
import { type ComparedRun, changeWords } from '../../../src/runs/changes/changeWords.js';

const NET = `import * as tf from '@tensorflow/tfjs';

// A net that vanishes.
const wide = () => tf.layers.dense({ units: 16, activation: 'sigmoid' });

const model = tf.sequential();
model.add(tf.layers.dense({ units: 16, inputShape: [2], activation: 'sigmoid' }));
for (let depth = 0; depth < 20; depth++) model.add(wide());
model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
await model.fit(xs, ys, { epochs: 20, batchSize: 8 });
`;

const FILE = '/project/net.js';

function run(text: string, more: Partial<ComparedRun> = {}): ComparedRun {
  return {
    file: FILE,
    dataName: null,
    seed: null,
    share: 1,
    backend: 'tfjs-node',
    sources: [{ file: FILE, text }],
    ...more,
  };
}

/** In words what an edit of the net changed. */
const edit = (...edits: [from: string | RegExp, to: string][]) =>
  changeWords(run(NET), run(edits.reduce((text, [from, to]) => text.replaceAll(from, to), NET)));

describe('what changed between two runs', () => {
  it.each<[string, [string | RegExp, string][], string]>([
    ['one word in two lines', [[/16(.*)'sigmoid'/g, "16$1'relu'"]], 'lines 4, 7: sigmoid to relu'],
    ['one word in many lines', [[/wide/g, 'broad']], 'lines 4, 8: wide to broad'],
    ['a number, with what it is', [['epochs: 20', 'epochs: 50']], 'line 11: epochs 20 to 50'],
    ['a number without a name', [['sgd(0.1)', 'sgd(0.01)']], 'line 10: 0.1 to 0.01'],
    ['another optimizer', [['sgd(0.1)', 'adam(0.001)']], 'line 10: sgd to adam; line 10: 0.1 to 0.001'],
    ['a flag', [[/batchSize: 8/g, 'batchSize: 8, shuffle: false']], 'line 11: added shuffle: false'],
    [
      'an argument that goes',
      [[", activation: 'sigmoid' });\n\n", ' });\n\n']],
      "line 4: removed activation: 'sigmoid'",
    ],
    [
      'a line more',
      [['model.compile', 'model.add(dropout(0.2));\nmodel.compile']],
      'line 10: added model.add(dropout(0.2))',
    ],
    ['a line fewer', [[/^for.*\n/gm, '']], 'line 8 removed'],
    [
      'long lines more',
      [['model.compile', `${'tf.util.assert(true, "a long enough line");\n'.repeat(3)}model.compile`]],
      'lines 10-12 added',
    ],
    [
      'another text altogether',
      [[/^for.*\n/gm, 'const xs = readRows("data.csv"), ys = labels();\n']],
      'line 8 rewritten',
    ],
    ['quotes only', [["'@tensorflow/tfjs'", '"@tensorflow/tfjs"']], `line 1: '@tensorflow/tfjs' to "@tensorflow/tfjs"`],
    [
      'comments and blanks',
      [
        ['// A net that vanishes.', '// Another word.\n\n\n'],
        ['units: 16', 'units:  16'],
      ],
      'no change',
    ],
    ['nothing', [], 'no change'],
  ])('says %s', (_, edits, words) => {
    expect(edit(...edits)).toBe(words);
  });

  it.each<[string, string, string, string]>([
    ['four edits in one line as one', 'f(1, 2, 3, 4, x);', 'f(5, 6, 7, 8, x);', 'line 1 rewritten'],
    [
      'three edits in one line by each',
      'f(a1, a2, a3, x);',
      'f(b1, b2, b3, x);',
      'line 1: a1 to b1; line 1: a2 to b2; line 1: a3 to b3',
    ],
    ['a negative number by its name', '{ axis: 1, b: 2 }', '{ axis: 2, b: 2 }', 'line 1: axis 1 to 2'],
    ['a flag by its name', 'f({ bias: true, a: 1 })', 'f({ bias: false, a: 1 })', 'line 1: bias true to false'],
    ['a word without its name', 'f({ kind: one, a: 1 })', 'f({ kind: falsely, a: 1 })', 'line 1: one to falsely'],
    ['what stands after a sign that gives no name', 'a < 1 ? b : c', 'a < 2 ? b : c', 'line 1: 1 to 2'],
    ['strings by what is in them', "load('a.csv')", 'load("b.csv")', 'line 1: a.csv to b.csv'],
    ['a string whose quotes are part of it', `f('a"b')`, `f('c"d')`, `line 1: 'a"b' to 'c"d'`],
    ['code that is too long by its name', 'f({ a: 1 })', `f({ a: ${'x'.repeat(41)} })`, 'line 1: replaced a'],
    ['code of 40 characters', 'f({ a: 1 })', `f({ a: ${'x'.repeat(40)} })`, `line 1: 1 to ${'x'.repeat(40)}`],
    ['code of several lines on one', 'f(a);', 'f(b\n  +\n\nc);', 'lines 1, 2, 4: a to b + c'],
    ['a template', 'f(`a b`)', 'f(`a  c`)', 'line 1: a b to a c'],
    [
      'lines that came and lines that went',
      'a();\nb();\nkept();',
      'kept();\nc();',
      'lines 1, 2: removed a(); b(); line 2: added c()',
    ],
  ])('says %s', (_, before, after, words) => {
    expect(changeWords(run(before), run(after))).toBe(words);
  });

  it('says what was done to its own file before what was done to others', () => {
    const files = (...texts: [string, string][]) => run('', { sources: texts.map(([file, text]) => ({ file, text })) });
    const before = files(['/project/a.js', 'f(1)'], [FILE, 'f(1)'], ['/project/z.js', 'f(1)']);
    const after = files(['/project/z.js', 'f(2)'], ['/project/a.js', 'f(3)'], [FILE, 'f(4)']);
    expect(changeWords(before, after)).toBe('line 1: 1 to 4; z.js line 1: 1 to 2; a.js line 1: 1 to 3');
    const five = files(['/project/a.js', 'f(3)'], [FILE, 'f(4)\ng()'], ['/project/n.js', ''], ['/project/m.js', '']);
    expect(changeWords(before, five)).toMatch(/; 3 more changes$/);
  });

  it('counts what is beyond three', () => {
    expect(
      edit(
        ['epochs: 20', 'epochs: 5'],
        ['sgd(0.1)', 'sgd(1)'],
        ['depth < 20', 'depth < 2'],
        ['units: 1,', 'units: 2,'],
      ),
    ).toBe('line 8: 20 to 2; line 9: units 1 to 2; line 10: 0.1 to 1; 1 more change');
  });

  it('says seed, share of the data, and backend first', () => {
    expect(changeWords(run(NET), run(NET, { seed: 1, share: 0.1, backend: 'WASM' }))).toBe(
      'seed: none to 1; share of the data: 1 to 0.1; backend: tfjs-node to WASM',
    );
  });

  it('says which data was chosen, where both runs know', () => {
    const on = (dataName: string | null | undefined) => run(NET, { dataName });
    expect(changeWords(on('digits'), on('sine'))).toBe('data: digits to sine');
    expect(changeWords(on(null), on('houses.csv'))).toBe('data: the source’s own to houses.csv');
    expect(changeWords(on(undefined), on('sine'))).toBe('no change');
  });

  it('names the other files that the model is made of', () => {
    const with_ = (text: string | null, name = 'layers.js') =>
      run(NET, {
        sources: [
          { file: FILE, text: NET },
          { file: `/project/${name}`, text },
        ],
      });
    expect(changeWords(with_('export const units = 8;'), with_('export const units = 9;'))).toBe(
      'layers.js line 1: units 8 to 9',
    );
    expect(changeWords(run(NET), with_('x'))).toBe('layers.js: now used');
    expect(changeWords(with_('x'), run(NET))).toBe('layers.js: no longer used');
    expect(changeWords(with_('x'), with_(null))).toBe('layers.js: too large to compare');
  });

  it('says nothing of a run whose text is not kept', () => {
    expect(changeWords(run(NET, { sources: [] }), run(NET))).toBeNull();
    expect(changeWords(run(NET), run(NET, { sources: [] }))).toBeNull();
  });

  it('reads Python: comments with #, and what the indentation means', () => {
    const file = '/project/net.py';
    const python = (text: string) => run('', { file, sources: [{ file, text }] });
    const net = 'for lr in rates:\n    build(lr)  # one\nfit(1)\n';
    expect(changeWords(python(net), python(net.replace('# one', '# two')))).toBe('no change');
    expect(changeWords(python(net), python(net.replace('\nfit', '\n    fit')))).toBe('line 3: indented otherwise');
    expect(changeWords(python(net), python(net.replace('(1)', '(None)')))).toBe('line 3: 1 to None');
  });

  it('counts lines in the cells of a notebook', () => {
    const file = '/project/net.ipynb';
    const notebook = (text: string) => run('', { file, sources: [{ file, text }] });
    const cells = '# %% cell 1\nimport keras\n# %% cell 4\na = 1\nb = Dense(8)\n';
    expect(changeWords(notebook(cells), notebook(cells.replace('8', '16')))).toBe('cell 4, line 2: 8 to 16');
    const two = '# %% cell 2\nDense(8)\nDense(8)\n# %% cell 5\nplot()\nDense(8)\n';
    expect(changeWords(notebook(two), notebook(two.replaceAll('8', '16')))).toBe(
      'cell 2, lines 1, 2 and cell 5, line 2: 8 to 16',
    );
    // What went is counted in the cells as they were.
    const fewer = two.replace('# %% cell 2\nDense(8)\nDense(8)\n', '').replace('plot()\n', '');
    expect(changeWords(notebook(two), notebook(fewer))).toBe(
      'cell 2, line 2 and cell 5, lines 1, 2: removed Dense(8) plot() Dense(8)',
    );
  });

  it('compares large texts that have nothing in common within a second', () => {
    const text = (seed: number) =>
      Array.from({ length: 8000 }, (_, row) => `const v${row * seed} = ${row + seed};`).join('\n');
    expect(changeWords(run(text(3)), run(text(7)))).toMatch(/rewritten|more changes/);
  });
});
