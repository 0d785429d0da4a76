import { describe, expect, it } from 'vitest';
import { findingsIn, fixedText, inJavaScript, inPython, type Program } from './programs.js';
import { rule } from './ruleTable.js';

const js = (compile: string, fit?: string) => ({
  js: ['dense({ units: 1, inputShape: [2] })'],
  compile,
  ...(fit ? { fit } : {}),
});
const py = (compile: string, fit?: string) => ({ py: ['Dense(1, input_dim=2)'], compile, ...(fit ? { fit } : {}) });
const adam = { js: "optimizer: 'adam', loss: 'meanSquaredError'", py: "'adam', 'mse'" };

describe('what is said of training', () => {
  rule('learning-rate', {
    sick: [
      [js("optimizer: tf.train.adam(0.5), loss: 'meanSquaredError'"), '0.001'],
      [js("optimizer: tf.train.sgd(-0.1), loss: 'meanSquaredError'"), '0.01'],
      [py("optimizer=Adam(learning_rate=0.0), loss='mse'"), '0.001'],
      [py("optimizer=SGD(lr=3.0), loss='mse'"), '0.01'],
      [py("optimizer=RMSprop(1e-9), loss='mse'"), '0.001'],
      [py("optimizer=SGD(1e-4), loss='mse'"), '0.01'],
      [js("optimizer: tf.train.sgd(5), loss: 'meanSquaredError'"), '0.01'],
    ],
    healthy: [
      js("optimizer: tf.train.adam(0.001), loss: 'meanSquaredError'"),
      js("optimizer: tf.train.adam(rate), loss: 'meanSquaredError'"),
      js("optimizer: 'sgd', loss: 'meanSquaredError'"),
      py("optimizer=Adam(), loss='mse'"),
      py("optimizer=SGD(learning_rate=0.05, momentum=0.9), loss='mse'"),
      py("optimizer=Adadelta(1.0), loss='mse'"),
    ],
  });

  it('follows constants to a learning rate, and leaves alone what may change', () => {
    const found = (text: string) =>
      findingsIn({ file: '/w/net.py', text }, 'learning-rate').map(({ severity }) => severity);
    const head =
      'from keras import Sequential\nfrom keras.optimizers import Adam\nfrom keras.layers import Dense\nm = Sequential([Dense(1)])\n';
    expect(found(`${head}rate = 10 * 0.5\nopt = Adam(rate)\nm.compile(optimizer=opt, loss='mse')`)).toEqual([
      'warning',
    ]);
    expect(found(`${head}rate = 5\nif fast:\n  rate = 0.001\nm.compile(optimizer=Adam(rate), loss='mse')`)).toEqual([]);
    expect(found(`${head}for rate in rates:\n  m.compile(optimizer=Adam(rate), loss='mse')`)).toEqual([]);
    expect(
      found(
        `${head}rate = 5\ndef go():\n  global rate\n  rate = 1e-3\ngo()\nm.compile(optimizer=Adam(rate), loss='mse')`,
      ),
    ).toEqual([]);
    const inJs = (text: string) =>
      findingsIn(
        { file: '/w/net.js', text: `const m = tf.sequential({ layers: [tf.layers.dense({ units: 1 })] });\n${text}` },
        'learning-rate',
      ).length;
    expect(
      inJs(
        "const rate = 5; const optimizer = tf.train.adam(rate); m.compile({ optimizer, loss: 'meanSquaredError' });",
      ),
    ).toBe(1);
    expect(
      inJs(
        "let rate = 5; if (fast) rate = 0.1; m.compile({ optimizer: tf.train.adam(rate), loss: 'meanSquaredError' });",
      ),
    ).toBe(0);
    expect(
      inJs("function go(rate = 5) { m.compile({ optimizer: tf.train.adam(rate), loss: 'meanSquaredError' }); }"),
    ).toBe(0);
  });

  rule('momentum-and-decay', {
    sick: [
      [js("optimizer: tf.train.momentum(0.1, 1.5), loss: 'meanSquaredError'"), '0.9'],
      [py("optimizer=SGD(momentum=1.0), loss='mse'"), '0.9'],
      [py("optimizer=SGD(lr=0.1, decay=0.5), loss='mse'"), '0.0'],
      [py("optimizer=SGD(lr=0.1, momentum=0.1), loss='mse'"), '0.9'],
    ],
    healthy: [
      js("optimizer: tf.train.momentum(0.1, 0.9), loss: 'meanSquaredError'"),
      py("optimizer=SGD(lr=0.01, decay=1e-6, momentum=0.9), loss='mse'"),
    ],
  });

  rule('batch-size', {
    sick: [
      [js(adam.js, 'xs, ys, { epochs: 50, batchSize: 1 }'), '32'],
      [py(adam.py, 'x, y, batch_size=1, epochs=50'), '32'],
      [py(adam.py, 'x, y, 1, 50'), '32'],
      [py(adam.py, 'np.array([[0, 0], [0, 1]]), np.array([0, 1]), batch_size=8, epochs=500'), null],
    ],
    healthy: [js(adam.js, 'xs, ys, { epochs: 50 }'), py(adam.py, 'x, y, batch_size=16, epochs=50')],
  });

  rule('few-epochs', {
    sick: [
      [js(adam.js, 'xs, ys, { epochs: 2 }'), '10'],
      [js(adam.js, 'tf.tensor2d([[0, 0], [0, 1]]), tf.tensor2d([[0], [1]]), { epochs: 20 }'), '200'],
      [js(adam.js, 'xs, ys, { batchSize: 8 }'), 'epochs: 10'],
      [py(adam.py, 'x, y'), 'epochs=10'],
      [py(adam.py, 'np.array([[0, 0], [0, 1]]), np.array([0, 1]), epochs=20'), '200'],
    ],
    healthy: [
      js(adam.js, 'xs, ys, { epochs: 20 }'),
      js(adam.js, 'xs, ys, options'),
      py(adam.py, 'x, y, epochs=count'),
      py(adam.py, 'np.array([[0, 0], [0, 1]]), np.array([0, 1]), epochs=500'),
    ],
  });

  it('is certain of too few epochs where the samples and the steps are known', () => {
    const known = 'np.array([[0, 0], [0, 1]]), np.array([0, 1]), epochs=20';
    const severities = (compile: string) =>
      inPython(['Dense(1)'], compile, known).flatMap((program) =>
        findingsIn(program, 'few-epochs').map(({ severity }) => severity),
      );
    expect(severities("'adam', 'mse'")).toEqual(['warning', 'warning']);
    expect(severities("Adam(0.1), 'mse'")).toEqual([]);
    expect(severities("'sgd', 'mse'")).toEqual([]);
  });

  rule('validation-on-training', {
    sick: [
      [js(adam.js, 'xs, ys, { epochs: 50, validationData: [xs, ys] }'), 'validationSplit: 0.2'],
      [js(adam.js, 'xs, { epochs: 50, validationData: [xs, ys] }'), null],
      [py(adam.py, 'x, y, epochs=50, validation_data=(x, y)'), 'validation_split=0.2'],
      [py(adam.py, 'x, y, epochs=50, validation_data=(x[:100], y[:100])'), 'validation_split=0.2'],
      [py(adam.py, 'x[:90], y[:90], epochs=50, validation_data=(x[:90], y[:90])'), 'validation_split=0.2'],
      [js(adam.js, 'xs, ys, { epochs: 50, validationData: [xs.slice(0, 9), ys.slice(0, 9)] }'), 'validationSplit: 0.2'],
    ],
    healthy: [
      js(adam.js, 'xs, ys, { epochs: 50, validationData: [vx, vy] }'),
      py(adam.py, 'x, y, epochs=50, validation_data=(x_test, y_test)'),
      py(adam.py, 'x[:5], y[:5], epochs=50, validation_data=(x[5:], y[5:])'),
      py(adam.py, 'x[:5], y[:5], epochs=50, validation_data=(x, y)'),
      py(adam.py, 'x, y, epochs=50, validation_data=(x_test[:5], y_test[:5])'),
      py(adam.py, "x, y, epochs=50, validation_data=(x['held'], y['held'])"),
      py(adam.py, 'x, y, epochs=50, validation_data=(x[1], y[1])'),
      js(adam.js, 'xs, ys, { epochs: 50, validationData: [vx.slice(0, 9), vy.slice(0, 9)] }'),
      js(adam.js, 'xs, ys, { epochs: 50, validationData: [xs.concat(vx), ys.concat(vy)] }'),
    ],
  });

  it('tells of trainable that is changed between compile and fit', () => {
    const js = (...lines: string[]) => ({
      file: '/w/net.ts',
      text: `const model = tf.sequential({ layers: [tf.layers.dense({ units: 1 })] });\n${lines.join('\n')}`,
    });
    const py = (...lines: string[]) => ({
      file: '/w/net.py',
      text: `from keras import Sequential, layers\nmodel = Sequential([layers.Dense(1)])\n${lines.join('\n')}`,
    });
    const found = (program: { file: string; text: string }) => findingsIn(program, 'freeze-after-compile').length;
    const compile = "model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });";
    const fit = 'await model.fit(xs, ys, { epochs: 9 });';
    expect(found(js(compile, 'model.layers[0].trainable = false;', fit))).toBe(1);
    const mended = (program: { file: string; text: string }) => {
      const text = fixedText(program.text, findingsIn(program, 'freeze-after-compile'));
      expect(found({ ...program, text }), text).toBe(text === program.text ? 1 : 0);
      return text.split('\n').slice(-2);
    };
    expect(mended(js(compile, 'model.trainable = false;', `  const done = ${fit}`))).toEqual([
      "  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });",
      `  const done = ${fit}`,
    ]);
    expect(mended(py("model.compile('adam', loss='mse')", 'model.trainable = False', 'h = model.fit(x, y)'))).toEqual([
      "model.compile('adam', loss='mse')",
      'h = model.fit(x, y)',
    ]);
    // A new compile in each round would begin the optimizer anew, and what options hold is not shown.
    expect(mended(js(compile, 'model.trainable = false;', `for (;;) {\n${fit} }`))[0]).toMatch('for');
    expect(mended(js('model.compile(options);', 'model.trainable = false;', fit))[0]).toMatch('trainable');
    expect(found(js(compile, "model.getLayer('a').trainable = false;", fit))).toBe(1);
    expect(found(js('model.layers[0].trainable = false;', compile, fit))).toBe(0);
    expect(found(js(compile, 'model.layers[0].trainable = false;', compile, fit))).toBe(0);
    expect(found(js(compile, 'other.layers[0].trainable = false;', fit))).toBe(0);
    expect(found(js(compile, 'model.trainable = false;', 'await model.trainOnBatch(xs, ys);'))).toBe(0);
    const [compiled, fitted] = ["model.compile('adam', 'mse')", 'model.fit(x, y, epochs=9)'];
    expect(found(py(compiled, 'model.trainable = False', fitted))).toBe(1);
    expect(found(py(compiled, 'for layer in model.layers:', '  layer.trainable = False', fitted))).toBe(1);
    expect(found(py('model.trainable = False', compiled, fitted))).toBe(0);
    expect(found(py(compiled, fitted, 'model.trainable = False', compiled, fitted))).toBe(0);
  });

  rule('misspelled-argument', {
    sick: [
      [{ js: ['dense({ units: 3, activaton: "relu" })'] }, 'activation'],
      [{ js: ['dense({ units: 3, input_shape: [4] })'] }, 'inputShape'],
      [js(adam.js, 'xs, ys, { epoch: 50 }'), 'epochs'],
      [js("optimiser: 'adam', loss: 'meanSquaredError'"), 'optimizer'],
      [{ py: ["Dense(3, kernel_initialiser='zeros')"] }, 'kernel_initializer'],
      [py(adam.py, 'x, y, epoch=50'), 'epochs'],
      [py("optimizer=Adam(learning_rat=0.01), loss='mse'"), 'learning_rate'],
    ],
    healthy: [
      { js: ['dense({ units: 3, activation: "relu", useBias: false, inputShape: [4], name: "a" })'] },
      js(
        adam.js,
        'xs, ys, { epochs: 50, batchSize: 8, validationSplit: 0.1, callbacks: { onEpochEnd }, yieldEvery: 100 }',
      ),
      { py: ["Dense(output_dim=3, init='uniform', W_regularizer='l2', input_dim=4)"] },
      py(adam.py, 'x, y, nb_epoch=50, verbose=0, validation_split=0.1'),
      py('loss="mse", optimizer="adam", metrics=["mae"], own_thing=3'),
      py("optimizer=Adam(lr=0.01, beta_1=0.9, epsilon=None, clipnorm=1.0), loss='mse'"),
    ],
  });

  it('misses a compile only where nothing in the file compiles, and writes it with the loss of the last activation', () => {
    const compiles = (compile: string | null) =>
      [...inJavaScript(['dense({ units: 1 })'], compile, 'xs, ys'), ...inPython(['Dense(1)'], compile, 'x, y')].map(
        (program) => findingsIn(program, 'compile-missing').length,
      );
    expect(compiles(null)).toEqual([1, 1, 1, 1]);
    expect(compiles('')).toEqual([0, 0, 0, 0]);
    const written = (...programs: Program[]) =>
      programs.flatMap((program) => {
        const found = findingsIn(program, 'compile-missing');
        const text = fixedText(program.text, found);
        expect(findingsIn({ ...program, text }, 'compile-missing').length, text).toBe(text === program.text ? 1 : 0);
        return found.map(({ fixes }) => fixes.map(({ edits }) => edits[0]?.newText));
      });
    const js = (layer: string, fit = 'xs, ys') => written(...inJavaScript([`dense({ ${layer} })`], null, fit).slice(1));
    const py = (layer: string, fit = 'x, y') => written(...inPython([`Dense(${layer})`], null, fit).slice(1));
    expect(js("units: 3, activation: 'softmax'")).toEqual([
      [
        "model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });\n",
        "model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });\n",
      ],
    ]);
    expect(js('units: 1')).toEqual([["model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });\n"]]);
    expect(js("units: 1, activation: 'relu'")).toEqual([[]]);
    expect(js("units: 1, activation: 'softmax'")).toEqual([[]]);
    expect(py('1, activation="sigmoid"')).toEqual([
      ['model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])\n'],
    ]);
    const [digits] = inPython(["Dense(10, activation='softmax')"], null, 'x, y, epochs=5');
    const text = (digits?.text ?? '').replace('model = ', '(x, y), _ = keras.datasets.mnist.load_data()\nmodel = ');
    expect(written({ file: '/w/net.py', text })[0]?.[0]).toContain("loss='sparse_categorical_crossentropy'");
  });

  it('writes a compile only where a statement can stand that runs once', () => {
    const own = 'const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [4] })] });\n';
    const js = (text: string) => findingsIn({ file: '/w/net.ts', text }, 'compile-missing');
    const first = (text: string) => js(text).map(({ fixes: [fix] }) => fix?.edits[0]?.span.start);
    expect(first(`${own}await model.fit(x, y);`)).toEqual([{ line: 2, column: 1 }]);
    expect(first(`${own}async function go() {\n  const h = (await model.fit(x, y)).history;\n}`)).toEqual([
      { line: 3, column: 3 },
    ]);
    expect(first(`${own}for (const x of all)\n{\n  await model.fit(x, y);\n}`)).toEqual([undefined]);
    expect(first(`${own}const go = () => model.fit(x, y);`)).toEqual([undefined]);
    expect(first(`${own}if (ready) await model.fit(x, y);`)).toEqual([{ line: 2, column: 1 }]);
    expect(first(`${own}go(); await model.fit(x, y);`)).toEqual([undefined]);
    expect(first(`for (const x of all)\n{\n${own}await model.fit(x, y);\n}`)).toEqual([{ line: 4, column: 1 }]);
    const head = 'from keras import Sequential, layers\n';
    const made = 'model = Sequential([layers.Dense(1)])';
    const py = (text: string) =>
      findingsIn({ file: '/w/net.py', text: head + text }, 'compile-missing').map(
        ({ fixes: [fix] }) => fix?.edits[0]?.span.start,
      );
    expect(py(`${made}\nhistory = model.fit(x, y)`)).toEqual([{ line: 3, column: 1 }]);
    expect(py(`${made}\nfor x in all:\n    model.fit(x, y)`)).toEqual([undefined]);
    expect(py(`for x in all:\n    ${made}\n    model.fit(x, y)`)).toEqual([{ line: 4, column: 5 }]);
    expect(py(`${made}\nif ready: model.fit(x, y)`)).toEqual([undefined]);
    expect(py(`${made}\nif ready:\n    model.fit(x, y)`)).toEqual([{ line: 4, column: 5 }]);
  });
});
