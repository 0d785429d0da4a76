import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type CliOptions, CliRun } from './support/cliRun.js';

/** Goes up the gradient as it is, whatever it starts from. */
const NET = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
model.compile({ optimizer: tf.train.sgd(-0.05), loss: 'meanSquaredError' });
const xs = tf.tensor2d([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);
const ys = tf.tensor2d([0, 1, 2, 3], [4, 1]);
console.log('told by the code itself');
await model.fit(xs, ys, { epochs: EPOCHS, verbose: 0 });
`;

const net = (epochs: number) => NET.replace('EPOCHS', String(epochs));

async function ran(args: readonly string[], options: CliOptions) {
  await using run = await CliRun.start(args, options);
  const code = await run.exited;
  const file = (name: string) => readFile(join(run.project, name), 'utf8');
  const texts = Object.fromEntries(
    await Promise.all(Object.keys(options.files ?? {}).map(async (name) => [name, await file(name)] as const)),
  );
  const left = await readdir(join(run.store, 'trials')).catch(() => []);
  return { code, lines: run.stdout === '' ? [] : run.lines, reason: run.reason, stderr: run.stderr, texts, left };
}

/** How far each process gives way to others; 0 is normal. */
const nicenesses = async (run: CliRun): Promise<number[]> =>
  Promise.all(
    (await run.trainers()).map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      return Number(stat.slice(stat.lastIndexOf(')')).split(' ')[17]);
    }),
  );

describe('try', () => {
  it('trains pairs with and without the fix, says in how many it helped, and keeps it', async () => {
    const source = net(10);
    const files = { 'net.mjs': source };
    const told = await ran(['try', 'net.mjs', '--fix', 'learning-rate', '--json', '--keep', '--backend', 'wasm'], {
      files,
    });
    const pairs = told.lines.slice(0, -1);
    expect(pairs.map(({ type, seed }) => [type, seed]).sort()).toEqual([1, 2, 3].map((seed) => ['pair', seed]));
    for (const { before, after } of pairs) {
      expect(before).toEqual({ loss: expect.any(Number) });
      expect(after).not.toEqual(before);
    }
    expect(told.lines.at(-1)).toEqual({
      type: 'verdict',
      better: 3,
      worse: 0,
      undecided: 0,
      text: expect.stringMatching(/^better in 3 of 3: loss [\d.]+ to [\d.]+/),
    });
    expect(told.reason).toBe(`gradlens: ${told.lines.at(-1)?.text}`);
    expect(told.code).toBe(0);
    expect(told.left).toEqual([]);
    expect(told.texts).toEqual({ 'net.mjs': source.replace('sgd(-0.05)', 'sgd(0.01)') });
  });

  it('tells why a file cannot run, after one pair', async () => {
    const files = { 'net.mjs': net(1).replace("console.log('told by", "throw new Error('told by") };
    const told = await ran(['try', 'net.mjs', '--fix', 'learning-rate', '--json', '--backend', 'wasm'], { files });
    expect(told.lines.at(-1)).toMatchObject({
      type: 'verdict',
      better: 0,
      worse: 0,
      text: expect.stringContaining('told by the code itself'),
    });
    expect(told.code).toBe(1);
    expect([told.texts, told.left]).toEqual([files, []]);
  });

  it('ends all of its processes, which give way to others, when it is interrupted', async () => {
    const files = { 'net.mjs': net(1_000_000) };
    await using run = await CliRun.start(['try', 'net.mjs', '--fix', 'learning-rate', '--json', '--backend', 'wasm'], {
      files,
    });
    while (!(await nicenesses(run)).some((niceness) => niceness >= 10)) await delay(50);
    run.child.kill('SIGINT');
    expect(await run.exited).toBe(130);
    await run.untilNoTrainers();
    expect(run.linesOf('verdict')).toMatchObject([{ text: 'stopped before a pair was complete' }]);
    expect(await readdir(join(run.store, 'trials'))).toEqual([]);
  });

  it.each<[string, readonly string[], string]>([
    ['no rule', [], 'try needs --fix RULE.'],
    ['a rule that is none', ['--fix', 'nothing'], 'There is no rule "nothing".'],
    ['a rule that finds nothing', ['--fix', 'linear-layers'], 'linear-layers finds nothing on net.mjs.'],
    ['another line', ['--fix', 'learning-rate', '--line', '5'], 'learning-rate finds nothing on line 5 of net.mjs.'],
    ['too many seeds', ['--fix', 'learning-rate', '--seeds=10'], '--seeds takes 1 to 9, not "10".'],
    ['an option of train', ['--fix', 'learning-rate', '--save', 'here'], 'try saves no model'],
  ])('refuses %s', async (_, args, reason) => {
    const told = await ran(['try', 'net.mjs', ...args], { files: { 'net.mjs': net(1) } });
    expect([told.code, told.reason]).toEqual([2, expect.stringContaining(reason)]);
  });

  it('tells cells of a notebook where it is open which model is meant', async () => {
    const cell = (...source: string[]) => ({
      cell_type: 'code',
      execution_count: null,
      metadata: {},
      outputs: [],
      source,
    });
    const sick = (name: string) => [
      `${name} = Sequential([layers.Dense(1, input_shape=(2,), activation="softmax")])\n`,
      `${name}.compile("sgd", "categorical_crossentropy")\n`,
    ];
    const cells = [cell('from keras import Sequential, layers\n'), cell(...sick('one')), cell(...sick('two'))];
    const notebook = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);
    const told = await ran(['try', 'net.ipynb', '--fix', 'softmax-of-one-unit', '--backend', 'wasm'], {
      files: { 'net.ipynb': notebook },
    });
    expect(told.code).toBe(2);
    expect(told.stderr).toContain('one (net.ipynb, cell 2, line 1): net.ipynb, cell 2, line 1.');
    expect(told.stderr).toContain('two (net.ipynb, cell 3, line 1): net.ipynb, cell 3, line 1.');
  });
});
