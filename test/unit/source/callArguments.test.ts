import { describe, expect, it } from 'vitest';
import { MOST_ARGUMENT_TEXT, type SourceCall, type SourceValue } from '../../../src/protocol/sourceValue.js';
import { findModels } from '../../../src/source/findModels.js';

const layersOf = (text: string, file: string) => findModels(text, file).flatMap(({ layers }) => layers);

/** Each layer's arguments with the text that their spans have, and `…` where there may be more. */
function argumentsIn(text: string, file: string): (string | null)[] {
  const lines = text.split('\n');
  return layersOf(text, file).map((layer) => {
    if (!layer.arguments) return null;
    const { list, complete } = layer.arguments;
    const told = list.map((argument) => {
      const { start, end } = argument.span;
      const spanned =
        start.line === end.line ? lines[start.line - 1]?.slice(start.column - 1, end.column - 1) : 'lines';
      return `${argument.name}=${JSON.stringify(argument.value) ?? `<${argument.text}>`} at ${spanned}`;
    });
    return [...told, ...(complete ? [] : ['…'])].join(' | ');
  });
}

/** `Dense`, or `+Dense` where it certainly comes right after the one before. */
const order = (text: string, file: string): string =>
  layersOf(text, file)
    .map(({ className, follows }) => `${follows ? '+' : ''}${className}`)
    .join(' ');

describe('the arguments of a layer in JavaScript', () => {
  const inModel = (layer: string) => argumentsIn(`const m = tf.sequential();\nm.add(${layer});`, 'net.ts');

  it('have names, texts, values where they are literals, and places', () => {
    expect(
      inModel("tf.layers.dense({ units: 3, activation: 'relu', useBias: false, inputShape: [4], ['x']: -1 })"),
    ).toEqual([
      "units=3 at units: 3 | activation=\"relu\" at activation: 'relu' | useBias=false at useBias: false | inputShape=<[4]> at inputShape: [4] | x=-1 at ['x']: -1",
    ]);
    expect(inModel('tf.layers.dense({ units, activation: null, name: `a`, seed: (3) })')).toEqual([
      'units=<units> at units | activation=null at activation: null | name="a" at name: `a` | seed=3 at seed: (3)',
    ]);
    expect(inModel('tf.layers.flatten()')).toEqual(['']);
    expect(inModel('tf.layers.dense({ units: 3 } as DenseLayerArgs)')).toEqual(['units=3 at units: 3']);
  });

  it('are told to be incomplete where others may be among them', () => {
    expect(inModel('tf.layers.dense({ ...common, units: 3 })')).toEqual(['units=3 at units: 3 | …']);
    expect(inModel('tf.layers.dense({ [key]: 3 })')).toEqual(['…']);
    expect(inModel('tf.layers.dense(options)')).toEqual(['…']);
  });

  it('are those of tfjs alone', () => {
    expect(
      argumentsIn('class Dense { }\nconst m = tf.sequential({ layers: [new Dense({ units: 3 })] });', 'net.js'),
    ).toEqual([null]);
    expect(inModel('makeLayer({ units: 3 })')).toEqual([null]);
    expect(inModel('other')).toEqual([null]);
  });

  it('are those of the call in a helper', () => {
    const helper = 'const hidden = (units) => tf.layers.dense({ units });\n';
    expect(argumentsIn(`${helper}const m = tf.sequential({ layers: [hidden(3)] });`, 'net.js')).toEqual([
      'units=<units> at units',
    ]);
  });
});

describe('the arguments of a layer in Python', () => {
  const from = 'from tensorflow.keras.layers import *\nfrom tensorflow import keras\n';
  const inModel = (layer: string) => argumentsIn(`${from}m = keras.Sequential([${layer}])`, 'net.py');

  it('have names, texts, values where they are literals, and places', () => {
    expect(inModel("Dense(3, 'relu', use_bias=False, input_shape=(4,), name=None, scale=-1.5e-3)")).toEqual([
      'null=3 at 3 | null="relu" at \'relu\' | use_bias=false at use_bias=False | input_shape=<(4,)> at input_shape=(4,) | name=null at name=None | scale=-0.0015 at scale=-1.5e-3',
    ]);
    expect(inModel('keras.layers.Dropout(rate=1.)')).toEqual(['rate=1 at rate=1.']);
    expect(inModel('Dense(units, activation=f"{a}")')).toEqual([
      'null=<units> at units | activation=<f"{a}"> at activation=f"{a}"',
    ]);
    expect(inModel('Dense(-7 // 2 + 7 % 4, 2 ** 3)')).toEqual(['null=-1 at -7 // 2 + 7 % 4 | null=8 at 2 ** 3']);
    expect(inModel('Flatten()')).toEqual(['']);
  });

  it('are told to be incomplete where others may be among them', () => {
    expect(inModel('Dense(3, **options)')).toEqual(['null=3 at 3 | …']);
    expect(inModel('Dense(*sizes)')).toEqual(['…']);
    expect(argumentsIn(`${from}m = keras.Sequential()\nm.add(Dense(3,\nm.add(Flatten())`, 'net.py')).toEqual([
      'null=3 at 3 | …',
      '',
    ]);
  });

  it('are not those of a variable whose name a comprehension takes', () => {
    const made = 'm = keras.Sequential([Dense(units) for units in (1, 2)] + [Dense(units)])';
    expect(argumentsIn(`${from}units = 8\n${made}`, 'net.py')).toEqual(['null=<units> at units', 'null=8 at units']);
  });

  it('are those of Keras alone', () => {
    const own = 'from keras import Sequential\nfrom mine import Dense\nm = Sequential([Dense(3)])';
    expect(argumentsIn(own, 'net.py')).toEqual([null]);
    expect(argumentsIn(`from mine import *\n${own.replace('from mine import Dense\n', '')}`, 'net.py')).toEqual([null]);
    const partial = `${from}from functools import partial\nDense = partial(Dense, activation='relu')\n`;
    expect(argumentsIn(`${partial}m = keras.Sequential([Dense(3)])`, 'net.py')).toEqual([null]);
    expect(argumentsIn(`${from}class Dense:\n  pass\nm = keras.Sequential([Dense(3)])`, 'net.py')).toEqual([null]);
  });

  it('have their places in a cell of a notebook', () => {
    const source = ['import keras\n', 'm = keras.Sequential([keras.layers.Dense(3)])'];
    const text = JSON.stringify({ cells: [{ cell_type: 'code', source }] }, null, 1);
    expect(argumentsIn(text, 'net.ipynb')).toEqual(['null=3 at 3']);
  });
});

describe('whether a layer comes right after another', () => {
  const dense = 'tf.layers.dense({})';
  const javascript: readonly [string, string, string][] = [
    ['in one list', `const m = tf.sequential({ layers: [${dense}, // first\n  tf.layers.elu(),\n] });`, 'Dense +ELU'],
    ['by statements', `const m = tf.sequential();\nm.add(${dense});\n/* then */ m.add(${dense});`, 'Dense +Dense'],
    [
      'in a method',
      `class A { f() { this.m = tf.sequential(); this.m.add(${dense}); this.m.add(${dense}); } }`,
      'Dense +Dense',
    ],
    [
      'not in two branches',
      `const m = tf.sequential();\nif (a) { m.add(${dense}); } else { m.add(${dense}); }`,
      'Dense Dense',
    ],
    ['not after a branch', `const m = tf.sequential();\nif (a) m.add(${dense});\nm.add(${dense});`, 'Dense Dense'],
    [
      'not past what may add one',
      `const m = tf.sequential();\nm.add(${dense});\nmore();\nm.add(${dense});`,
      'Dense Dense',
    ],
    [
      'not where one is chosen',
      `const m = tf.sequential({ layers: [a ? ${dense} : ${dense}, ${dense}] });`,
      'Dense Dense Dense',
    ],
    ['not past a spread', `const m = tf.sequential({ layers: [${dense}, ...[], ${dense}] });`, 'Dense Dense'],
    [
      'not in a list that may change',
      `const l = [${dense}, ${dense}];\nconst m = tf.sequential({ layers: l });`,
      'Dense Dense',
    ],
    [
      'not where another list may replace it',
      `const m = tf.sequential({ layers: [${dense}, ${dense}], ...o });`,
      'Dense Dense',
    ],
    [
      'not where one is taken out',
      `const m = tf.sequential();\nm.add(${dense});\nm.add(${dense});\nm.pop();`,
      'Dense Dense',
    ],
    [
      'not past what cannot be read',
      `const m = tf.sequential();\nm.add(${dense});\nm.add(tf.layers.reLU(\nm.add(${dense});`,
      'Dense Dense',
    ],
    [
      'not between two models',
      `const m = tf.sequential(), n = tf.sequential();\nm.add(${dense});\nn.add(${dense});`,
      'Dense Dense',
    ],
  ];
  it.each(javascript)('JavaScript: %s', (_, text, expected) => expect(order(text, 'net.js')).toBe(expected));

  it('JavaScript: not where a helper adds between them a second time', () => {
    const text = `const m = tf.sequential();\nconst bend = () => m.add(tf.layers.reLU());\nm.add(${dense});\nbend();\nm.add(${dense});\nbend();\nm.add(${dense});`;
    expect(order(text, 'net.js')).not.toContain('+');
  });

  const python: readonly [string, string, string][] = [
    ['in one list', 'm = Sequential([Dense(1), # first\n  Dense(2),\n])', 'Dense +Dense'],
    ['by statements', 'm = Sequential()\nm.add(Dense(1))\n\n# then\nm.add(Dense(2))', 'Dense +Dense'],
    ['in a function', 'def f():\n  m = Sequential()\n  m.add(Dense(1)); m.add(Dense(2))\n  return m', 'Dense +Dense'],
    ['not in two branches', 'm = Sequential()\nif a:\n  m.add(Dense(1))\nelse:\n  m.add(Dense(2))', 'Dense Dense'],
    ['not after a branch', 'm = Sequential()\nif a:\n  m.add(Dense(1))\nm.add(Dense(2))', 'Dense Dense'],
    ['not past what may add one', 'm = Sequential()\nm.add(Dense(1))\nmore()\nm.add(Dense(2))', 'Dense Dense'],
    ['not where one is chosen', 'm = Sequential([Dense(1) if a else Dense(2), Dense(3)])', 'Dense Dense Dense'],
    ['not past a spread', 'm = Sequential([Dense(1), *[], Dense(2)])', 'Dense Dense'],
    ['not in a list that may change', 'l = [Dense(1), Dense(2)]\nm = Sequential(l)', 'Dense Dense'],
    ['not where one is taken out', 'm = Sequential([Dense(1), Dense(2)])\nm.pop()', 'Dense Dense'],
    [
      'past what is half typed',
      'm = Sequential()\nm.add(Dense(1))\nm.add(ReLU(\nm.add(Dense(2))',
      'Dense +ReLU +Dense',
    ],
    ['not between two models', 'm = Sequential()\nn = Sequential()\nm.add(Dense(1))\nn.add(Dense(2))', 'Dense Dense'],
  ];
  it.each(python)('Python: %s', (_, text, expected) =>
    expect(order(`from keras.layers import Dense, ReLU\nfrom keras import Sequential\n${text}`, 'net.py')).toBe(
      expected,
    ),
  );
});

it('keeps no more of an argument than its beginning', () => {
  const long = `[${'1, '.repeat(1000)}]`;
  const javascript = layersOf(
    `const m = tf.sequential({ layers: [tf.layers.dense({ weights: ${long} })] });`,
    'net.js',
  );
  const python = layersOf(`import keras\nm = keras.Sequential([keras.layers.Dense(weights=${long})])`, 'net.py');
  for (const [layer] of [javascript, python]) {
    const [argument] = layer?.arguments?.list ?? [];
    expect(argument?.text).toBe(long.slice(0, MOST_ARGUMENT_TEXT));
    expect(argument?.span.end.column).toBeGreaterThan(long.length);
  }
});

/** Each call's callee and what it is given: names, values, and what its constants stand for. */
const callsIn = (text: string, file: string, which: 'compiles' | 'fits'): string[] =>
  findModels(text, file).flatMap((model) => model[which].map(shown));

function shown({ callee, arguments: { list, complete } }: SourceCall): string {
  const told = list.map(({ name, ...value }) => `${name === null ? '' : `${name}=`}${valueShown(value)}`);
  return `${callee}(${[...told, ...(complete ? [] : ['…'])].join(', ')})`;
}

function valueShown({ value, elements, call, text }: SourceValue): string {
  if (value !== undefined) return JSON.stringify(value);
  if (elements) return `[${elements.map(valueShown).join(', ')}]`;
  return call ? shown(call) : `<${text}>`;
}

describe('what compile and fit are given', () => {
  const js = (rest: string) => `const m = tf.sequential();\n${rest}`;
  const py = (rest: string) =>
    `from keras import Sequential\nfrom keras.optimizers import Adam\nimport numpy as np\nm = Sequential()\n${rest}`;

  it('is told in JavaScript and TypeScript, constants followed', () => {
    const compiles = (rest: string) => callsIn(js(rest), 'net.ts', 'compiles');
    expect(
      compiles("m.compile({ optimizer: tf.train.adam(0.01), loss: 'meanSquaredError', metrics: ['mae'] });"),
    ).toEqual(['m.compile(optimizer=tf.train.adam(0.01), loss="meanSquaredError", metrics=["mae"])']);
    expect(
      compiles(
        'const rate = 2 * 0.05 as const; const optimizer = tf.train.sgd(rate);\nm.compile({ optimizer, loss });',
      ),
    ).toEqual(['m.compile(optimizer=tf.train.sgd(0.1), loss=<loss>)']);
    expect(compiles("const how = { optimizer: 'adam' };\nm.compile(how);")).toEqual(['m.compile(optimizer="adam")']);
    expect(compiles('m.compile(how());\nm.compile({ ...how });')).toEqual(['m.compile(how())', 'm.compile(…)']);
    expect(
      callsIn(
        js('await m.fit(xs, tf.tensor2d([[1], [2]]), { epochs, batchSize: 32 });\nm.fitDataset(data);'),
        'net.js',
        'fits',
      ),
    ).toEqual(['m.fit(<xs>, tf.tensor2d([[1], [2]]), epochs=<epochs>, batchSize=32)', 'm.fitDataset(<data>)']);
  });

  it('is told of options that functions of the file make, with what each call hands them', () => {
    const helpers = `const dense = (seed, config) => ({ kernelInitializer: tf.initializers.glorotUniform({ seed }), units: 3, ...config });
const hidden = (seed) => dense(seed, { units: 16, activation: 'relu' });\n`;
    const layers = (body: string) =>
      argumentsIn(`${helpers}const m = tf.sequential();\nm.add(tf.layers.dense(${body}));`, 'net.js');
    expect(layers('hidden(2)')).toEqual([
      'kernelInitializer=<tf.initializers.glorotUniform({ seed })> at kernelInitializer: tf.initializers.glorotUniform({ seed }) | units=16 at units: 16 | activation="relu" at activation: \'relu\'',
    ]);
    expect(layers('dense(1, options)')).toEqual([
      'kernelInitializer=<tf.initializers.glorotUniform({ seed })> at kernelInitializer: tf.initializers.glorotUniform({ seed }) | units=3 at units: 3 | …',
    ]);
    expect(layers('{ ...hidden(1), units: 4 }')[0]).toContain('units=4 at units: 4');
    expect(layers('other(1)')).toEqual(['…']);
    const made = (body: string) => callsIn(`const m = tf.sequential();\n${body}`, 'net.js', 'compiles');
    expect(
      made(
        "const how = (rate) => ({ optimizer: tf.train.sgd(rate), loss: 'meanSquaredError' });\nm.compile(how(0.1));",
      ),
    ).toEqual(['m.compile(optimizer=tf.train.sgd(0.1), loss="meanSquaredError")']);
    expect(made("function how(rate) { if (rate > 1) return {}; return { loss: 'x' }; }\nm.compile(how(0.1));")).toEqual(
      ['m.compile(how(0.1))'],
    );
    expect(made('const loop = () => loop();\nm.compile(loop());')).toHaveLength(1);
  });

  it('is told in Python, constants followed', () => {
    const compiles = (rest: string) => callsIn(py(rest), 'net.py', 'compiles');
    expect(compiles("rate = 1e-3\nopt = Adam(lr=rate)\nm.compile(opt, 'mse', metrics=['mae'])")).toEqual([
      'm.compile(Adam(lr=0.001), "mse", metrics=["mae"])',
    ]);
    expect(compiles('m.compile(**how)')).toEqual(['m.compile(…)']);
    expect(
      callsIn(
        py('x = np.array([[0, 1], [1, 0]])\nm.fit(x, y, epochs=2 * 5, validation_data=(x, y))'),
        'net.py',
        'fits',
      ),
    ).toEqual(['m.fit(np.array([[0, 1], [1, 0]]), <y>, epochs=10, validation_data=[np.array([[0, 1], [1, 0]]), <y>])']);
  });

  it('is not guessed where a name may have another value', () => {
    const epochs = (rest: string) => callsIn(py(rest), 'net.py', 'fits').map((call) => /epochs=(.*)\)/.exec(call)?.[1]);
    const fit = 'm.fit(x, epochs=n)';
    expect(epochs(`n = 3\nn = 4\n${fit}`)).toEqual(['4']);
    expect(epochs(`n = 3\nif quick:\n  n = 1\n${fit}`)).toEqual(['<n>']);
    expect(epochs(`n = 3\nn += 1\n${fit}`)).toEqual(['<n>']);
    expect(epochs(`n = 1\nwhile True:\n  ${fit}\n  n = n * 2`)).toEqual(['<n>']);
    expect(epochs(`for n in range(3):\n  ${fit}`)).toEqual(['<n>']);
    expect(epochs(`n = 3\ndef go():\n  ${fit}\ngo()`)).toEqual(['3']);
    expect(epochs(`n = 3\ndef go(n):\n  ${fit}\ngo(4)`)).toEqual(['<n>']);
    expect(epochs(`n = 3\nn = 4\ndef go():\n  ${fit}\ngo()`)).toEqual(['<n>']);
    expect(epochs(`n, k = 3, 4\n${fit}`)).toEqual(['3']);
    expect(epochs(`n, k = sizes\n${fit}`)).toEqual(['<n>']);
    expect(epochs(`n, k = *sizes, 4\n${fit}`)).toEqual(['<n>']);
    const listed = callsIn(py('x = [1, 2]\nx.append(3)\nm.fit(x)'), 'net.py', 'fits');
    expect(listed).toEqual(['m.fit(<x>)']);
  });

  it('has the places of a notebook and of a page', () => {
    const page = `<script src="https://cdn.jsdelivr.net/npm/@tensorflow/tfjs"></script>\n<script>\nconst m = tf.sequential();\nm.compile({ loss: 'mse' });\n</script>`;
    const [model] = findModels(page, 'net.html');
    expect(model?.compiles[0]?.arguments.list[0]?.valueSpan.start).toEqual({ line: 4, column: 19 });
    const cells = [
      { cell_type: 'code', source: ['from keras import Sequential\n', 'm = Sequential()\n', "m.compile(loss='mse')"] },
    ];
    const text = JSON.stringify({ nbformat: 4, metadata: {}, cells }, null, 1);
    const given = findModels(text, 'net.ipynb')[0]?.compiles[0]?.arguments.list[0];
    const { start, end } = given?.valueSpan ?? { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
    expect(text.split('\n')[start.line - 1]?.slice(start.column - 1, end.column - 1)).toBe("'mse'");
  });
});
