import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliRun, type JsonLine, ON_WASM } from './support/cliRun.js';

/** Validated on the end of rows that are sorted, where its loss is another one after each epoch; each takes a while. */
const program = (epochs: number, isOver: string): string => `const tf = require('@tensorflow/tfjs');
const { existsSync } = require('node:fs');
const rows = Array.from({ length: 80 }, (_, row) => [row / 40 - 1]);
const seeded = (seed) => tf.initializers.glorotNormal({ seed });
const model = tf.sequential();
model.add(tf.layers.dense({ units: 12, activation: 'tanh', inputShape: [1], kernelInitializer: seeded(1) }));
model.add(tf.layers.dense({ units: 1, kernelInitializer: seeded(2) }));
model.compile({ optimizer: tf.train.adam(0.02), loss: 'meanSquaredError' });
let left = 6;
model.fit(tf.tensor2d(rows), tf.tensor2d(rows.map(([x]) => [(x + 1) ** 3])), {
  epochs: ${epochs},
  validationSplit: 0.25,
  verbose: 0,
  callbacks: {
    async onEpochEnd(epoch, logs) {
      console.log('epoch ' + JSON.stringify(logs.val_loss));
      await new Promise((resolve) => setTimeout(resolve, 60));
      if (${isOver} && --left === 0) model.stopTraining = true;
    },
  },
});
`;

/** What the rule goes by: the mean of the last two epochs, as the program has seen them. */
function lastLoss({ stderr }: CliRun): number {
  const losses = Array.from(stderr.matchAll(/epoch ([\d.e-]+)/g), ([, loss]) => Number(loss));
  const [before = Number.NaN, last = Number.NaN] = losses.slice(-2);
  expect(last).not.toBe(before);
  return (before + last) / 2;
}

interface Told {
  readonly rule: string;
  readonly evidence: { readonly valLoss: number };
}

describe('the figures of a finding', () => {
  it('are at the end of train --json those of the end', async () => {
    await using run = await CliRun.start(['train', 'net.js', '--json', ...ON_WASM], {
      files: { 'net.js': program(1_000_000, "existsSync('over')") },
    });
    // It goes on training until it is told that it was judged.
    await run.until(({ stdout }) => stdout.includes('"rule":"validation-range"'));
    await writeFile(join(run.project, 'over'), '');
    expect([await run.exited, run.stderr]).toEqual([0, expect.anything()]);
    const told = run.linesOf('finding').filter(({ rule }) => rule === 'validation-range') as (JsonLine & Told)[];
    const [first, last] = [told[0], told.at(-1)];
    expect(last?.evidence.valLoss).toBeCloseTo(lastLoss(run), 5);
    expect(last?.evidence.valLoss).not.toBe(first?.evidence.valLoss);
    expect(last).toMatchObject({ id: first?.id, state: 'open' });
    const ended = run.lines.findIndex(({ type }) => type === 'fitEnd');
    expect(run.lines.findLastIndex(({ type }) => type === 'finding')).toBeGreaterThan(ended);
  });

  it('are in check --json those of the end, not of the last judgement while it trained', async () => {
    await using run = await CliRun.start(['check', 'net.js', '--run', '--json', '--seconds', '600'], {
      files: { 'net.js': program(40, 'false') },
    });
    expect([await run.exited, run.stderr]).toEqual([0, expect.stringContaining('epoch ')]);
    const told = (JSON.parse(run.stdout) as Told[]).filter(({ rule }) => rule === 'validation-range');
    expect(told).toHaveLength(1);
    expect(told[0]?.evidence.valLoss).toBeCloseTo(lastLoss(run), 5);
  });
});
