import { expect, it } from 'vitest';
import { checkedEvents } from '../../../src/process/checkedEvents.js';
import { HISTOGRAM_BINS } from '../../../src/protocol/histogramBins.js';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { histogramStream } from '../../../src/protocol/streams/histograms.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import type { Records } from '../../../src/protocol/streams/streams.js';
import type { TrainerEvents } from '../../../src/protocol/trainer.js';
import { shortOutputs } from '../runFiles/outputValues.js';
import { sampleFit, sampleRecords } from '../runFiles/sampleFit.js';

const fit = sampleFit();
const outputs = oneSample(activationStream, 1, 50, shortOutputs([[0.5, Number.NaN, 1, 2]]));
const counts = oneSample(histogramStream, 1, 50, new Uint32Array(fit.variables.length * HISTOGRAM_BINS));
const batches = sampleRecords(fit, 0, 3);

function listener() {
  const told: Records[] = [];
  const faults: string[] = [];
  const events: Partial<TrainerEvents> = { fitStarted() {}, records: (records) => void told.push(records) };
  return { told, faults, checked: checkedEvents(events as TrainerEvents, (reason) => faults.push(reason)) };
}

it.each([outputs, counts, batches])(
  'passes on $stream of the size that the fit has, once it is announced',
  (records) => {
    const { told, faults, checked } = listener();
    checked.records(records);
    expect([told, faults]).toEqual([[], ['records: fit 1 was never announced']]);
    checked.fitStarted(fit);
    checked.records(records);
    expect(told).toEqual([records]);
  },
);

it.each([
  { ...outputs, values: outputs.values.subarray(1) },
  { ...outputs, values: [0, 0, 0, 0] },
  { ...outputs, rows: 2 },
  { ...outputs, stream: 'unheard' },
  { ...counts, values: counts.values.subarray(1) },
  { ...counts, values: new Float32Array(counts.values.length) },
  { ...batches, statistics: batches.statistics.subarray(1) },
  { ...batches, rows: -1 },
])('drops what has another shape: %j', (records) => {
  const { told, faults, checked } = listener();
  checked.fitStarted(fit);
  checked.records(records as unknown as Records);
  expect([told, faults.length]).toEqual([[], 1]);
});

it('passes on a fit whose learning rate or class weights are not a number', () => {
  const { told, faults, checked } = listener();
  const setup = { data: null, samples: 8, validation: 0, epochsFrom: 'source', sourceEpochs: 1 } as const;
  checked.fitStarted({ ...fit, learningRate: Number.NaN, setup: { ...setup, classWeights: [1, Number.NaN] } });
  checked.records(batches);
  expect([told, faults]).toEqual([[batches], []]);
});
