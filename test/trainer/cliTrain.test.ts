import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OUTPUT_FIGURES } from '../../src/protocol/activations.js';
import { FIGURES } from '../../src/protocol/statistics.js';
import { CliRun, ON_WASM } from './support/cliRun.js';

/** Every figure of a layer with one value. */
const each = (value: unknown) => Object.fromEntries(FIGURES.map(({ name }) => [name, value]));

describe('gradlens train --json', () => {
  it('writes a line for the run, each fit, each epoch, each end, and nothing else, and records the run', async () => {
    await using run = await CliRun.start(['train', 'twoModels.mjs', '--json']);
    expect(await run.exited).toBe(0);
    const file = join(run.project, 'twoModels.mjs');
    const lines = run.lines.filter(({ type }) => type !== 'stepMode');
    // Neither what cannot saturate nor what no gradient goes through has a number for it.
    const measured = {
      ...Object.fromEntries(OUTPUT_FIGURES.map(({ name }) => [name, expect.any(Number)])),
      actSaturated: 'NaN',
      actGradNorm: 'NaN',
    };

    // A fit's findings come as soon as it is judged, which may be while the next one trains.
    expect(lines.map(({ type }) => type).filter((type) => type !== 'finding')).toEqual([
      'run',
      'fit',
      'epoch',
      'epoch',
      'epoch',
      'fitEnd',
      'fit',
      'epoch',
      'epoch',
      'fitEnd',
      'verdict',
      'verdict',
      'verdict',
      'end',
    ]);
    expect(lines[0]).toEqual({
      type: 'run',
      run: expect.stringMatching(/^\d{8}-\d{6}-[0-9a-f]{8}$/),
      file,
      backend: 'tfjs-node',
      backendVersion: '4.22.0',
    });
    expect(run.linesOf('fit')).toEqual([
      {
        type: 'fit',
        fit: 1,
        name: 'small',
        file,
        line: 4,
        layers: [
          { name: expect.any(String), className: 'Dense', file, line: 5, params: 15 },
          { name: expect.any(String), className: 'Dropout', file, line: 7, params: 0 },
          { name: expect.any(String), className: 'Dense', file, line: 8, params: 4 },
        ],
      },
      {
        type: 'fit',
        fit: 2,
        name: 'other',
        file,
        line: 12,
        layers: [{ name: expect.any(String), className: 'Dense', file, line: 14, params: 5 }],
      },
    ]);
    expect(run.linesOf('epoch').map(({ fit, epoch }) => [fit, epoch])).toEqual([
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 0],
      [2, 1],
    ]);
    expect(Object.keys(run.linesOf('epoch')[0]?.logs as object).sort()).toEqual(['acc', 'loss', 'val_acc', 'val_loss']);
    expect(run.linesOf('fitEnd')[0]).toEqual({
      type: 'fitEnd',
      fit: 1,
      outcome: 'completed',
      epochs: 3,
      batches: 9,
      seconds: expect.any(Number),
      layers: [
        { name: expect.any(String), weight: null, kernelNorm: null, zeros: null, ...each(null), outputs: measured },
        { name: expect.any(String), weight: null, kernelNorm: null, zeros: null, ...each(null), outputs: measured },
        {
          name: expect.any(String),
          weight: 'kernel',
          kernelNorm: expect.any(Number),
          zeros: expect.any(Number),
          ...each(expect.any(Number)),
          outputs: { ...measured, actSaturated: expect.any(Number), actGradNorm: expect.any(Number) },
        },
      ],
    });
    expect(run.linesOf('finding')).toMatchObject([
      { fit: 1, rule: 'validation-size', state: 'open', file, line: 4 },
      { fit: 2, rule: 'few-steps', state: 'open', file, line: 12 },
    ]);
    expect(lines.at(-1)).toEqual({ type: 'end', outcome: 'completed', fits: 2, seconds: expect.any(Number) });

    const folder = join(run.store, 'runs', String(lines[0]?.run));
    expect(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'))).toMatchObject({
      end: { outcome: 'completed' },
    });
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['events.ndjson', 'fit-1.arrow', 'fit-2.arrow']));
  });

  it("trains on the embedded default where that is asked for, and sends what the user's code prints to stderr", async () => {
    await using run = await CliRun.start(['train', 'twoModels.mjs', '--json', ...ON_WASM]);
    expect(await run.exited).toBe(0);
    expect(run.lines[0]).toMatchObject({ backend: 'wasm' });
    expect(run.linesOf('fitEnd')).toHaveLength(2);
    expect(run.stdout).not.toContain('to stdout');
    expect(run.stderr).toMatch(/^to stdout$/m);
    expect(run.stderr).toMatch(/^to stderr$/m);
    expect(run.reason).toMatch(/trained: 2 fits, 5 epochs/);
  });

  it.each([
    [['--model', 'small'], ['small']],
    [['--model', 'other'], ['other']],
    [['--model', 'own_name'], ['other']],
    [['--line', '12'], ['other']],
    [['--line', '4'], ['small']],
  ])('records only the model of %j', async (narrowed, names) => {
    await using run = await CliRun.start(['train', 'twoModels.mjs', '--json', ...ON_WASM, ...narrowed]);
    expect(await run.exited).toBe(0);
    expect(run.linesOf('fit').map(({ name }) => name)).toEqual(names);
  });

  it.each([[['--model', 'nobody']], [['--line', '8']]])(
    'says which models there are where %j is none',
    async (narrowed) => {
      await using run = await CliRun.start(['train', 'twoModels.mjs', '--json', ...ON_WASM, ...narrowed]);
      expect(await run.exited).toBe(3);
      expect(run.reason).toMatch(
        /^gradlens: No fit was recorded for the model .*\. .*small \(line 4\), other \(line 12\)/,
      );
      expect(run.lines.at(-1)).toMatchObject({ type: 'end', outcome: 'nothing-trained', fits: 0 });
    },
  );

  it('replaces the epochs of each fit', async () => {
    await using run = await CliRun.start(['train', 'twoModels.mjs', '--json', '--epochs', '1', ...ON_WASM]);
    expect(await run.exited).toBe(0);
    expect(run.linesOf('fitEnd').map(({ epochs }) => epochs)).toEqual([1, 1]);
  });

  it.each([
    [['--compiled', 'off'], 'compiled steps are turned off'],
    [['--backend', 'wasm', '--compiled', 'verify'], 'compiled steps need tfjs-node'],
  ])('tells with %j that steps are eager and why', async (choice, reason) => {
    await using run = await CliRun.start(['train', 'twoModels.mjs', '--json', ...choice]);
    expect(await run.exited).toBe(0);
    expect(run.linesOf('stepMode')).toEqual(
      [1, 2].map((fit) => ({ type: 'stepMode', fit, step: 0, mode: 'eager', reason })),
    );
  });
});

describe('gradlens train for people', () => {
  it('writes a line for each epoch where there is no terminal, and a table of layers at the end', async () => {
    await using run = await CliRun.start(['train', 'twoModels.mjs', ...ON_WASM]);
    expect(await run.exited).toBe(0);
    expect(run.stderr).toMatch(/small: epoch 3\/3 {2}(val_)?loss /);
    expect(run.stderr).toMatch(
      /small: fit 1 completed, 3 epochs, 9 batches, .* s, [\d.]+ steps\/s, eager: compiled steps need tfjs-node$/m,
    );
    expect(run.stdout).toMatch(/^to stdout$/m);
    expect(run.stdout).toMatch(/^layer +weight +gradient norm +update ratio +zeros +cosine +where$/m);
    expect(run.stdout).toMatch(/twoModels\.mjs:14$/m);
    expect(run.reason).toMatch(/trained: 2 fits, 5 epochs/);
  });
});

describe("the surroundings of the user's code", () => {
  const told = async (run: CliRun) => {
    expect(await run.exited).toBe(3);
    return JSON.parse(run.stderr.split('\n').find((line) => line.startsWith('{')) ?? '{}') as Record<string, unknown>;
  };

  it("runs in the nearest package.json's folder, with the environment passed on", async () => {
    await using run = await CliRun.start(['train', 'nested/surroundings.mjs', '--json', ...ON_WASM], {
      env: { GREETING: 'hello' },
    });
    expect(await told(run)).toEqual({ cwd: run.project, args: [], hello: 'hello' });
  });

  it("gives TensorFlow its threads where the caller's environment does not", async () => {
    await using run = await CliRun.start(['train', 'threads.mjs'], { env: { TF_NUM_INTRAOP_THREADS: undefined } });
    await run.exited;
    expect(run.stdout).toMatch(/^threads [1-9]\d*$/m);
    await using own = await CliRun.start(['train', 'threads.mjs'], { env: { TF_NUM_INTRAOP_THREADS: '5' } });
    await own.exited;
    expect(own.stdout).toMatch(/^threads 5$/m);
    await using wasm = await CliRun.start(['train', 'threads.mjs', '--backend', 'wasm'], {
      env: { TF_NUM_INTRAOP_THREADS: undefined },
    });
    await wasm.exited;
    expect(wasm.stdout).toMatch(/^threads undefined$/m);
  });

  it('counts a relative path from the folder that npm was called in', async () => {
    await using probe = await CliRun.start(['help']);
    await using run = await CliRun.start(['train', 'surroundings.mjs', '--json', ...ON_WASM], {
      env: { INIT_CWD: join(probe.project, 'nested') },
    });
    expect(await told(run)).toMatchObject({ cwd: probe.project });
    expect(run.lines[0]).toMatchObject({ file: join(probe.project, 'nested', 'surroundings.mjs') });
  });
});

it.each([
  [['train', '--help'], /^Usage: .*--target/s, /datasets \[/],
  [['models', '-h'], /^Usage: .*models PATH/s, /--target/],
  [['help'], /train FILE.*models PATH.*datasets.*install-tfjs-node/s, /There is no/],
])('%j: usage on stdout, exit 0', async (args, shown, hidden) => {
  await using run = await CliRun.start(args);
  expect(await run.exited).toBe(0);
  expect(run.stdout).toMatch(shown);
  expect(run.stdout).not.toMatch(hidden);
  expect(run.stderr).toBe('');
});

describe('wrong usage', () => {
  it.each<[string, string[], RegExp]>([
    ['no command', [], /No command given/],
    ['an unknown command', ['tain'], /no command "tain"/],
    ['no file', ['train'], /needs a FILE/],
    ['two files', ['train', 'twoModels.mjs', 'data.mjs'], /remove "data.mjs"/],
    ['a file that is not there', ['train', 'nothing.js'], /There is no file .*nothing\.js/],
    ['a folder', ['train', 'nested'], /is not a file/],
    [
      'a file that is no code',
      ['train', 'package.json'],
      /is not JavaScript, TypeScript, a page with scripts, Python, or a notebook/,
    ],
    ['an unknown option', ['train', 'twoModels.mjs', '--jsno'], /--jsno/],
    ['--epochs 0', ['train', 'twoModels.mjs', '--epochs', '0'], /--epochs needs a positive whole number, not "0"/],
    ['--line x', ['train', 'twoModels.mjs', '--line', 'x'], /--line needs a positive whole number/],
    ['--model and --line', ['train', 'twoModels.mjs', '--line', '4', '--model', 'small'], /not both/],
    ['an unknown backend', ['train', 'twoModels.mjs', '--backend', 'webgl'], /tfjs-node or wasm, not "webgl"/],
    [
      '--compiled on',
      ['train', 'twoModels.mjs', '--compiled', 'on'],
      /--compiled must be auto, verify, or off, not "on"/,
    ],
    ['models without a path', ['models', '--json'], /needs a file or folder/],
    ['models of what is not there', ['models', 'nowhere', '--json'], /no file or folder .*nowhere/],
  ])('%s: usage on stderr, exit 2', async (_name, args, reason) => {
    await using run = await CliRun.start(args);
    expect(await run.exited).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('Usage: ');
    expect(run.reason).toMatch(reason);
  });
});

describe('a fault of the finder itself', () => {
  /** Deeper than the call stack that the command line is given here. */
  const chain = Array.from({ length: 190 }, (_, index) => `const a${index + 1} = same(a${index});`).join('\n');
  const deep = `const same = (x) => x;\nconst a0 = tf.sequential();\n${chain}\na190.add(tf.layers.dense({ units: 1 }));\n`;
  const files = { 'faults/deep.js': deep, 'faults/net.js': 'const net = tf.sequential();\n' };
  const nodeFlags = ['--stack-size=150'];

  it('is said of its file, and the models of the others are listed', async () => {
    await using run = await CliRun.start(['models', 'faults'], { files, nodeFlags });
    expect(await run.exited).toBe(0);
    expect(run.stdout).toMatch(/net\.js:1 {2}net\n$/);
    expect(run.stderr).toMatch(
      /deep\.js: GradLens could not read the models of deep\.js because of an internal error \(/,
    );
  });

  it('is never told as one of the code', async () => {
    await using run = await CliRun.start(['train', 'faults/deep.js', '--json'], { files, nodeFlags });
    expect(await run.exited).toBe(3);
    expect(run.reason).toContain('GradLens could not read the models of deep.js because of an internal error (');
    expect(run.stderr).toContain('RangeError');
  });
});

describe('gradlens models', () => {
  it('lists the models of a folder as one JSON array', async () => {
    await using run = await CliRun.start(['models', '.', '--json']);
    expect(await run.exited).toBe(0);
    const models = JSON.parse(run.stdout) as Record<string, unknown>[];
    expect(models.filter(({ file }) => String(file).endsWith('twoModels.mjs'))).toEqual([
      {
        file: join(run.project, 'twoModels.mjs'),
        line: 4,
        name: 'small',
        framework: 'tfjs',
        layers: [
          { className: 'Dense', line: 5 },
          { className: 'Dropout', line: 7 },
          { className: 'Dense', line: 8 },
        ],
        compileLine: 9,
        fitLine: 20,
        builder: null,
      },
      {
        file: join(run.project, 'twoModels.mjs'),
        line: 12,
        name: 'other',
        framework: 'tfjs',
        layers: [{ className: 'Dense', line: 14 }],
        compileLine: 16,
        fitLine: 21,
        builder: null,
      },
    ]);
  });
});
