import { describe, expect, it } from 'vitest';
import { layerValues } from '../../../src/cli/layerValues.js';
import { clock, counted, jsonLine } from '../../../src/cli/ownWords.js';
import { epochLine, fitEndLine, progressLine } from '../../../src/cli/progressLine.js';
import { summaryTable } from '../../../src/cli/summaryTable.js';
import type { FitSummary, LayerSummary } from '../../../src/protocol/fit.js';
import { FIGURES, STATISTIC_COUNT, setNoGradient, statisticIndex } from '../../../src/protocol/statistics.js';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import { newSamples } from '../../../src/runs/series/sampledRows.js';
import type { Fit } from '../../../src/runs/types.js';
import { outputValues } from '../runFiles/outputValues.js';

const layer = (name: string, line: number | null): LayerSummary => ({
  name,
  className: 'Dense',
  location: line === null ? null : { file: '/folder/net.js', line, column: 3 },
  outputShape: [null, 1],
  params: 2,
  trainable: true,
  activation: null,
});
const variable = (weight: string, index: number) => ({ name: weight, weight, layer: index, shape: [1] });

const summary: FitSummary = {
  fit: 1,
  kind: 'fit',
  name: 'net',
  location: null,
  layers: [layer('first', 4), layer('frozen', 5), layer('lookup', null)],
  variables: [variable('bias', 0), variable('kernel', 0), variable('embeddings', 2)],
  optimizer: 'Adam',
  learningRate: 0.1,
  loss: 'meanSquaredError',
  metrics: ['acc'],
  batchSize: 4,
  epochs: 20,
  initialEpoch: 0,
  batchesPerEpoch: 10,
  startedAt: 0,
};

const statistics = new Float32Array(3 * STATISTIC_COUNT).fill(9);
statistics[statisticIndex(1, 'gradNorm')] = 0.5;
statistics[statisticIndex(1, 'updateNorm')] = 0.25;
statistics[statisticIndex(1, 'weightNorm')] = 2;
statistics[statisticIndex(1, 'gradZeros')] = 0.75;
statistics[statisticIndex(1, 'gradCosine')] = -0.98;
statistics[statisticIndex(2, 'gradNorm')] = 2;
statistics[statisticIndex(2, 'updateNorm')] = 2;
statistics[statisticIndex(2, 'weightNorm')] = 4;
statistics[statisticIndex(2, 'gradZeros')] = 0.25;
statistics[statisticIndex(2, 'gradCosine')] = Number.NaN;

const fit: Fit = {
  summary,
  epochs: [],
  end: null,
  series: {
    length: 0,
    bytes: 0,
    append() {},
    read: () => ({ size: 1, from: 0, min: new Float32Array(), max: new Float32Array(), mean: new Float32Array() }),
  },
  data: null,
  samples: newSamples(Number.POSITIVE_INFINITY),
  latest: { step: 24, epoch: 2, loss: 0.25, metrics: Float32Array.of(0.5), statistics },
  stepMode: null,
  batchesPerSecond: 40,
  timeLeft: 4400,
};

describe('lines of JSON', () => {
  it('writes what JSON lacks as strings', () => {
    const value = { a: Number.NaN, b: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY], c: null, d: 1.5 };
    expect(jsonLine(value)).toBe('{"a":"NaN","b":["Infinity","-Infinity"],"c":null,"d":1.5}\n');
  });
});

const NOTHING = {
  weight: null,
  kernelNorm: null,
  zeros: null,
  outputs: null,
  ...Object.fromEntries(FIGURES.map(({ name }) => [name, null])),
};

describe("layers' values", () => {
  it('are those of the kernel, else of the first weight, and null where the layer is frozen', () => {
    expect(layerValues(fit)).toMatchObject([
      { name: 'first', weight: 'kernel', kernelNorm: 0.5, gradNorm: 0.5, updateRatio: 0.125, zeros: 0.75 },
      { name: 'frozen', ...NOTHING },
      { name: 'lookup', weight: 'embeddings', kernelNorm: null, gradNorm: 2, updateRatio: 0.5, zeros: 0.25 },
    ]);
    expect(layerValues({ ...fit, latest: null })[0]).toEqual({ name: 'first', ...NOTHING });
  });

  it('have what the layer put out', () => {
    const samples = newSamples(Number.POSITIVE_INFINITY);
    samples.activations.add(
      oneSample(activationStream, 1, 20, outputValues([{ actZeros: 0.5, actDead: 0.25 }, {}, {}])),
    );
    const [first, frozen] = layerValues({ ...fit, samples });
    expect(first?.outputs).toMatchObject({ actZeros: 0.5, actDead: 0.25, actGradNorm: Number.NaN });
    expect(frozen?.outputs).toBeNull();
  });

  it('have every figure by its name', () => {
    const [first] = layerValues(fit);
    for (const { name } of FIGURES) expect(first?.[name], name).toEqual(expect.any(Number));
    expect(first?.gradZeros).toBe(0.75);
  });

  it('are null where the kernel had no gradient in the last batch', () => {
    const without = statistics.slice();
    setNoGradient(without, 1);
    const latest = { step: 24, epoch: 2, loss: 0.25, metrics: new Float32Array(), statistics: without };
    expect(layerValues({ ...fit, latest })[0]).toEqual({ name: 'first', ...NOTHING });
  });

  it('line up in a table', () => {
    expect(summaryTable(fit)).toEqual([
      'net, fit 1: layers on the last batch',
      'layer      weight      gradient norm  update ratio  zeros  cosine  where',
      '1 Dense 1  kernel      0.500          0.125         75%    -0.980  net.js:4',
      '2 Dense 1  -           -              -             -      -       net.js:5',
      '3 Dense 1  embeddings  2.00           0.500         25%    –       -',
    ]);
  });
});

describe('progress', () => {
  it('shows epoch, batch, loss, metrics, pace and time left', () => {
    expect(progressLine(fit, null, 200)).toBe(
      'epoch 3/20 batch 5/10  [===                 ]  loss 0.250  acc 0.500  40 steps/s  0:04 left',
    );
  });

  it('has a shorter bar, or none, on a narrow terminal', () => {
    expect(progressLine(fit, null, 77)).toBe(
      'epoch 3/20 batch 5/10  [=    ]  loss 0.250  acc 0.500  40 steps/s  0:04 left',
    );
    expect(progressLine(fit, null, 71)).toBe('epoch 3/20 batch 5/10  loss 0.250  acc 0.500  40 steps/s  0:04 left');
  });

  it('is cut to the terminal and leaves its last column free', () => {
    expect(progressLine(fit, null, 20)).toBe('epoch 3/20 batch 5/');
  });

  it('leaves out what is not known', () => {
    const unknown = { ...fit, summary: { ...summary, epochs: null, batchesPerEpoch: null }, timeLeft: null };
    expect(progressLine(unknown, 'stopping', 200)).toBe('epoch 3 batch 25  loss 0.250  acc 0.500  stopping');
    expect(progressLine({ ...fit, latest: null, batchesPerSecond: null, timeLeft: null }, null, 200)).toBe(
      'epoch 1/20',
    );
  });

  it('ends with what was done, how fast and in which way', () => {
    const end = { fit: 1, outcome: 'completed', epochs: 20, batches: 300, seconds: 2.1 } as const;
    const line = (more: Partial<Fit>) => fitEndLine({ ...fit, end, ...more });
    const done = 'net: fit 1 completed, 20 epochs, 300 batches, 2.1 s, 143 steps/s';
    expect(line({})).toBe(done);
    expect(line({ stepMode: { fit: 1, step: 3, mode: 'compiled', reason: null } })).toBe(`${done}, compiled`);
    expect(line({ stepMode: { fit: 1, step: 9, mode: 'eager', reason: 'custom layer Foo reads values' } })).toBe(
      `${done}, eager: custom layer Foo reads values`,
    );
    expect(line({ end: { ...end, outcome: 'stopped', epochs: 0, batches: 1, seconds: 0 } })).toBe(
      'net: fit 1 stopped, 0 epochs, 1 batch, 0.0 s',
    );
  });

  it('has a line for each epoch, counted from 1', () => {
    const logs = { loss: 1234.567, acc: 0.5, val_loss: Number.NaN };
    expect(epochLine(fit, { fit: 1, epoch: 0, step: 10, logs })).toBe(
      'net: epoch 1/20  loss 1235  acc 0.500  val_loss NaN',
    );
  });
});

describe('numbers for people', () => {
  it('counts time in minutes, and in hours where it is long', () => {
    expect([0, 65_000, 7_384_000].map(clock)).toEqual(['0:00', '1:05', '2:03:04']);
  });

  it('has plurals', () => {
    expect([0, 1, 2].map((count) => counted(count, 'epoch'))).toEqual(['0 epochs', '1 epoch', '2 epochs']);
  });
});
