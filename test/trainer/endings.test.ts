import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixture } from './support/fixture.js';
import { batches, losses } from './support/rows.js';
import { type Project, type RunOptions, runToEnd, TrainerRun } from './support/trainerRun.js';

const head = `import * as tf from '@tensorflow/tfjs';
const x = tf.ones([8, 2]); const y = tf.ones([8, 1]);
`;
const net = `const model = tf.sequential({ layers: [
  tf.layers.dense({ units: 3, inputShape: [2] }),
  tf.layers.dense({ units: 1 }),
] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
`;
/** Line of what follows `head + net`. */
const NEXT_LINE = 8;

/** Runs a project that is expected to fail with one problem. */
async function failure(project: Project, options: RunOptions = {}) {
  const run = await runToEnd(project, options);
  expect(run.problems).toHaveLength(1);
  expect(run.exit.code).not.toBe(0);
  expect(run.ended).toEqual({ outcome: 'failed', exitCode: run.exit.code });
  const [problem] = run.problems;
  const place = problem?.location;
  const file = place?.file.slice(join(run.folder, '/').length);
  return { run, ...problem, place: place ? `${file}:${place.line}:${place.column}` : null };
}

describe('what is thrown and is no Error', () => {
  it.each([
    ['in a promise', "Promise.reject('no data');", 'Uncaught no data'],
    ['by a statement', "throw 'no data';", "Uncaught 'no data'"],
    ['as nothing', 'Promise.reject(null);', 'Uncaught null'],
  ])('is told in one line: %s', async (_, text, message) => {
    expect(await failure({ 'main.cjs': text })).toMatchObject({ kind: 'user-code', message });
  });
});

describe('a file that cannot run', () => {
  it.each([
    ['a CommonJS file', 'main.cjs', 'const a = 1;\nfoo(;\n', 'main.cjs:2:5'],
    ['a module', 'main.mjs', "import fs from 'node:fs';\nconst a = ;\n", 'main.mjs:2:11'],
    ['TypeScript', 'main.ts', 'const a: number = 1;\nconst b: = 2;\n', 'main.ts:2:10'],
  ])('with a syntax error: %s', async (_, name, text, place) => {
    expect(await failure({ [name]: text })).toMatchObject({ kind: 'syntax', severity: 'error', place });
  });

  it('with a syntax error in an imported module', async () => {
    const project = { 'main.mjs': "import './other.mjs';\n", 'other.mjs': '\n\nlet = = 1;\n' };
    expect(await failure(project)).toMatchObject({ kind: 'syntax', place: expect.stringMatching(/^other\.mjs:3:/) });
  });

  it.each([
    ['main.mjs', "import fs from 'node:fs';\nimport csv from '@scope/csv/parse';\n", 'main.mjs:2:17'],
    ['main.cjs', "const csv = require('@scope/csv');\n", 'main.cjs:1:21'],
    ['main.mjs', "\nawait import('@scope/csv');\n", 'main.mjs:2:14'],
  ])('that imports a package that is not installed (%s)', async (name, text, place) => {
    const { run, ...problem } = await failure({ [name]: text, 'package.json': '{}' });
    const message = `The package @scope/csv is not installed. Run "npm install @scope/csv" in ${run.folder}.`;
    expect(problem).toMatchObject({ kind: 'missing-package', message, place });
  });

  it('that imports a file that is not there', async () => {
    const problem = await failure({ 'main.mjs': "\nimport './gone.mjs';\n" });
    expect(problem).toMatchObject({ kind: 'user-code', place: 'main.mjs:2:8' });
    expect(problem.message).toContain('gone.mjs');
  });

  it('that needs a browser', async () => {
    const text = `${head}function draw() {\n  return document.body;\n}\ndraw();\n`;
    const message = 'ReferenceError: document is not defined. This code needs a browser; GradLens runs it in Node.';
    expect(await failure({ 'main.mjs': text })).toMatchObject({
      kind: 'needs-browser',
      message,
      place: 'main.mjs:4:3',
    });
  });

  it('where the backend cannot be loaded', async () => {
    const run = await runToEnd({ 'main.mjs': head }, { backend: 'tfjs-node', backendPath: '/nowhere' });
    expect(run.problems).toMatchObject([{ kind: 'backend', severity: 'error' }]);
    expect(run.ended).toEqual({ outcome: 'failed', exitCode: 1 });
  });
});

describe('code that fails', () => {
  it.each([
    ['throws in a callback', "const onEpochEnd = (epoch) => { if (epoch === 2) throw new TypeError('tired'); };"],
    [
      'rejects in a callback',
      "const onEpochEnd = async (epoch) => { if (epoch === 2) throw new TypeError('tired'); };",
    ],
  ])('in mid-training keeps its records: %s', async (_, callback) => {
    const text = `${head}${net}${callback}\nawait model.fit(x, y, { epochs: 9, verbose: 0, callbacks: { onEpochEnd } });`;
    const { run, ...problem } = await failure({ 'main.mjs': text });
    expect(problem).toMatchObject({ kind: 'user-code', message: 'TypeError: tired' });
    expect(problem.place).toMatch(new RegExp(`^main.mjs:${NEXT_LINE}:`));
    expect(run.fitEnds).toMatchObject([{ outcome: 'failed', batches: 3 }]);
    expect(batches(run)).toBe(3);
    expect(run.stderr).toContain('TypeError: tired');
  });

  it('deeper in tfjs than V8 counts by itself has its line', async () => {
    const text = `${head}const model = tf.sequential();\nmodel.add(tf.layers.dense({ units: 4, inputDim: [2] }));`;
    expect(await failure({ 'main.mjs': text })).toMatchObject({ kind: 'user-code', place: 'main.mjs:4:7' });
  });

  it('keeps as many frames of a stack as its own code asks for', async () => {
    const text = `Error.stackTraceLimit = 1;
const inner = () => { throw new Error('tired'); };
const outer = () => inner();
outer();`;
    const { run } = await failure({ 'main.mjs': text });
    expect(run.problems[0]?.stack?.match(/^ {4}at /gm)).toHaveLength(1);
  });

  it('with an error that the code handles is no failure', async () => {
    const text = `${head}${net}try { await model.fit(x, tf.ones([8, 5])); } catch { console.log('handled'); }
process.on('uncaughtException', () => console.log('listened'));
setTimeout(() => { throw new Error('late'); });`;
    const run = await runToEnd({ 'main.mjs': text });
    expect(run.stdout).toBe('handled\nlistened\n');
    expect([run.problems, run.ended?.outcome]).toEqual([[], 'completed']);
  });

  it.each([
    [
      'the input of fit',
      'await model.fit(tf.ones([8, 5]), y);',
      'main.mjs:4:3',
      '. At layer 1 (Dense), used at line 8.',
    ],
    [
      'the target of fit',
      'await model.fit(x, tf.ones([8, 5]));',
      'main.mjs:5:3',
      '. At layer 2 (Dense), used at line 8.',
    ],
  ])('with a shape mismatch names the layer: %s', async (_, statement, place, words) => {
    const problem = await failure({ 'main.mjs': head + net + statement });
    expect(problem).toMatchObject({ kind: 'data', place });
    expect(problem.message).toContain(words);
  });

  it('says what does not fit while a model is put together, at the layer', async () => {
    const chains = [
      'tf.layers.conv2d({ filters: 1, kernelSize: 9, inputShape: [6, 6, 1] })',
      'tf.layers.maxPooling2d({ poolSize: 4, inputShape: [3, 3, 1] }), tf.layers.flatten(), tf.layers.dense({ units: 1 })',
      "tf.layers.dense({ units: 1, activation: 'rleu', inputShape: [2] })",
    ].map((layers) => `try { tf.sequential({ layers: [${layers}] }); } catch (error) { console.log(error.message); }`);
    const text = `${head}${net}${chains.join('\n')}\nmodel.add(\n  tf.layers.lstm({ units: 1 }));`;
    const { run, ...problem } = await failure({ 'main.mjs': text });
    expect(problem).toMatchObject({ kind: 'model', place: `main.mjs:${NEXT_LINE + 4}:3` });
    expect(problem.message).toMatch(
      /^LSTM needs an input with 3 .* but gets \[batch, 1\] from the Dense before it \(line 5\)/,
    );
    expect(run.stdout).toMatch(
      /^Conv2D puts a 9x9 kernel on a 6x6 .*\nMaxPooling2D puts a 4x4 pool on a 3x3 .*\nUnknown activation: rleu\./,
    );
  });

  it('says what is wrong with a loss about one output, beside what tfjs says of it', async () => {
    const text = `${head}const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], activation: 'sigmoid' })] });
model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
await model.fitDataset(tf.data.array([{ xs: x, ys: y }]), { epochs: 2, verbose: 0 });
await model.fit(x, y);`;
    const run = await runToEnd({ 'main.mjs': text });
    expect(run.problems).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringMatching(/with one output .* layer 1 \(Dense, sigmoid\) outputs.*binaryCrossentropy/),
        location: { line: 3 },
      },
      {
        severity: 'error',
        message: expect.stringMatching(/passing a target array of shape 8,1.*'binaryCrossentropy'/),
      },
    ]);
    expect(losses(run)).toHaveLength(2);
    expect(Math.max(...losses(run))).toBeLessThan(1e-6);
  });

  it('with process.exit keeps its records, and its code decides', async () => {
    const text = `${head}${net}await model.fit(x, y, { epochs: 9, verbose: 0, callbacks: { onEpochEnd(epoch) {
  if (epoch === 2) process.exit(CODE);
} } });`;
    const { run, ...problem } = await failure({ 'main.mjs': text.replace('CODE', '3') });
    expect(problem).toMatchObject({
      message: 'The code ended with exit code 3.',
      place: `main.mjs:${NEXT_LINE + 1}:28`,
    });
    expect([batches(run), run.fitEnds[0]?.outcome]).toEqual([3, 'failed']);
    const well = await runToEnd({ 'main.mjs': text.replace('CODE', '0') });
    expect([well.ended, batches(well), well.fitEnds[0]?.outcome]).toEqual([
      { outcome: 'completed', exitCode: 0 },
      3,
      'stopped',
    ]);
    expect(well.problems).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('process.exit'), location: { line: NEXT_LINE + 1 } },
    ]);
  });

  it('with a top-level await that never settles', async () => {
    const problem = await failure({
      'main.mjs': `${head}${net}await model.fit(x, y, { verbose: 0 });\nawait new Promise(() => {});`,
    });
    expect(problem.message).toContain('awaits something at top level');
    expect(batches(problem.run)).toBe(1);
  });
});

describe('an operation that a backend lacks', () => {
  const counted = {
    'main.mjs': `${head}const model = tf.sequential({ layers: [
  tf.layers.categoryEncoding({ numTokens: 2, outputMode: 'count', inputShape: [2] }),
  tf.layers.dense({ units: 1 }),
] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fit(x, y, { epochs: 1, verbose: 0 });`,
  };
  const spectrum = fixture('spectrum', 'main.mjs');

  it('is told where user code calls it, with the way to tfjs-node, where it trains', async () => {
    const { run: _, ...problem } = await failure(spectrum);
    expect(problem).toMatchObject({ kind: 'unsupported-on-wasm', place: 'main.mjs:6:31' });
    expect(problem.message).toMatch(/WASM backend cannot compute \w+\. Install tfjs-node/);
    const run = await runToEnd(spectrum, { backend: 'tfjs-node' });
    expect([run.problems, run.ended?.outcome, batches(run)]).toEqual([[], 'completed', 2]);
  });

  it('is told on the line of the layer that calls it', async () => {
    const { run: _, ...problem } = await failure(counted, { backend: 'tfjs-node' });
    expect(problem).toMatchObject({ kind: 'user-code', place: 'main.mjs:4:3' });
    expect(problem.message).toMatch(
      /tfjs-node cannot compute DenseBincount\. .*--backend wasm.* At layer 1 \(CategoryEncoding\)\.$/,
    );
    const run = await runToEnd(counted);
    expect([run.problems, run.ended?.outcome, batches(run)]).toEqual([[], 'completed', 1]);
  });
});

describe.each(['tfjs-node', 'wasm'] as const)('a number that breaks, on %s', (backend) => {
  it('is told once, with the step and the layer that gave it first', async () => {
    const text = `${head}class Breaking extends tf.layers.Layer {
  static className = 'Breaking';
  calls = 0;
  call(inputs) {
    const [input] = [inputs].flat();
    return this.calls++ < 4 ? input.clone() : tf.log(input.abs().neg().sub(1));
  }
}
const model = tf.sequential();
model.add(tf.layers.dense({ units: 3, inputShape: [2] }));
model.add(new Breaking({}));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fit(x, y, { epochs: 3, batchSize: 2, verbose: 0 });`;
    const run = await runToEnd({ 'main.mjs': text }, { backend });
    expect(run.problems).toHaveLength(1);
    const [problem] = run.problems;
    expect(problem).toMatchObject({ kind: 'not-a-number', severity: 'warning', location: { line: 13, column: 11 } });
    const first = losses(run).findIndex((loss) => Number.isNaN(loss));
    expect(first).toBeGreaterThan(0);
    expect(problem?.message).toMatch(
      new RegExp(`^The loss became NaN at batch ${first + 1} \\(epoch 2\\), first in layer 2 \\(Breaking\\):`),
    );
    expect(run.fitEnds).toMatchObject([{ outcome: 'completed', batches: 12 }]);
  });

  it('is traced to the input, and leaves the training as it is', async () => {
    const text = `${head}${net}const broken = tf.tensor2d([[1, 2], [3, NaN]]);
await model.fit(broken, tf.ones([2, 1]), { epochs: 2, verbose: 0 });`;
    const run = await runToEnd({ 'main.mjs': text }, { backend });
    expect(run.problems).toHaveLength(1);
    expect(run.problems[0]?.message).toContain(
      'the inputs have NaN or infinite values at sample 1 (counted from 0; 1 of 2',
    );
  });
});

describe('Ctrl-C', () => {
  it('is left to the parent', async () => {
    await using run = await TrainerRun.start({
      'main.mjs': `${head}${net}await model.fit(x, y, { epochs: 1_000_000, verbose: 0 });`,
    });
    await run.until((told) => batches(told) > 0);
    process.kill(run.process.pid ?? 0, 'SIGINT');
    const before = batches(run.told);
    await run.until((told) => batches(told) > before + 20);
    run.process.commands.stop();
    expect(await run.finished()).toMatchObject({ code: 0, signal: null });
  });
});
