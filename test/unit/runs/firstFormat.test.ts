import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Table, tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIVATION_STATISTICS, activationIndex } from '../../../src/protocol/activations.js';
import { HISTOGRAM_BINS } from '../../../src/protocol/histogramBins.js';
import { metricKey, statisticKey } from '../../../src/protocol/seriesKey.js';
import { STATISTICS, statisticIndex } from '../../../src/protocol/statistics.js';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { batchStream } from '../../../src/protocol/streams/batches.js';
import { histogramStream } from '../../../src/protocol/streams/histograms.js';
import { streamFile } from '../../../src/protocol/streams/stream.js';
import { readRecords } from '../../../src/runFiles/recordsReader.js';
import { createRuns } from '../../../src/runs/createRuns.js';
import { DEFAULT_RUN_SETTINGS } from '../../../src/runs/settings.js';
import type { Fit, Run } from '../../../src/runs/types.js';
import { bundleWorker } from '../bundleWorker.js';
import { bytesSource } from '../runFiles/bytesSource.js';

const root = join(import.meta.dirname, '../../..');
const store = join(root, 'test/fixtures/runFiles/firstFormat');
const SMALL = '20261130-063508-dbb35268';
const FOLDS = '20261130-063509-9f49c9b0';

/** What the build that recorded them knew of; a later statistic is NaN in them. */
const FIRST_STATISTICS = [
  'gradNorm',
  'gradMeanAbs',
  'gradMean',
  'gradStd',
  'gradMin',
  'gradMax',
  'gradZeros',
  'gradNaNs',
  'gradInfs',
  'weightNorm',
  'updateNorm',
];

let folder: string;
let runs: ReturnType<typeof createRuns>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gradlens-first-'));
  const readerWorker = join(folder, 'runReader.cjs');
  await bundleWorker('runs/stored/readerWorker.ts', readerWorker);
  const settings = () => DEFAULT_RUN_SETTINGS;
  runs = createRuns({ storeDirectory: store, trainerEntry: '', readerWorker, settings, log() {}, onOutput() {} });
  await runs.restore();
  for (const run of runs.all) await run.load();
});
afterAll(async () => {
  await runs.close();
  rmSync(folder, { recursive: true, force: true });
});

function runOf(id: string): Run {
  const run = runs.find(id);
  if (!run) throw new Error(`The run ${id} is not there`);
  return run;
}

const bytesOf = (run: Run, file: string): Buffer => readFileSync(join(store, 'runs', run.id, file));

/** The numbers of a column as Apache Arrow's own reader has them: one a row, or one item of each row's list. */
function column(table: Table, name: string, item: number | null): Float32Array {
  const values = [...(table.getChild(name) ?? [])];
  // A mean of -0 is 0.
  return Float32Array.from(values, (value) => (item === null ? value : [...(value as Iterable<number>)][item]) + 0);
}

/** Each curve of a fit with its numbers in the file. */
function curves({ summary }: Fit, table: Table): [string, Float32Array][] {
  return [
    ['loss', column(table, 'loss', null)],
    ...summary.metrics.map((metric): [string, Float32Array] => [metricKey(metric), column(table, metric, null)]),
    ...summary.variables.flatMap((_, variable) =>
      STATISTICS.filter((name) => FIRST_STATISTICS.includes(name)).map((name): [string, Float32Array] => [
        statisticKey(variable, name),
        column(table, name, variable),
      ]),
    ),
  ];
}

describe('runs recorded by the first format', () => {
  it('are listed with what their headers say', () => {
    expect(
      runs.all.map(({ id, state, request }) => [id, state.kind === 'ended' && state.outcome, request.file]),
    ).toEqual([
      [FOLDS, 'completed', '/home/ada/nets/folds.js'],
      [SMALL, 'completed', '/home/ada/nets/small.js'],
    ]);
  });

  it('have their fits, epochs and ends', () => {
    const told = (id: string) =>
      runOf(id).fits.map(({ summary, epochs, end, latest, series }) => {
        const { kind, name, layers, variables } = summary;
        return [kind, name, layers.length, variables.length, epochs.length, end?.batches, latest?.step, series.length];
      });
    expect(told(SMALL)).toEqual([['fit', 'xor', 2, 4, 20, 40, 39, 40]]);
    expect(told(FOLDS)).toEqual([
      ['fit', 'model', 5, 7, 5, 15, 14, 15],
      ['fit', 'model', 5, 7, 5, 15, 14, 15],
      ['steps', 'model', 5, 6, 0, 8, 7, 8],
    ]);
    expect(runOf(SMALL).fits[0]?.epochs.at(-1)?.logs.val_loss).toBeCloseTo(0.4644, 4);
  });

  it('have every curve that is in their files, from memory and from the file', async () => {
    for (const run of runs.all) {
      for (const fit of run.fits) {
        const all = curves(fit, tableFromIPC(bytesOf(run, streamFile(batchStream, fit.summary.fit))));
        expect(all.length).toBeGreaterThan(11);
        for (const [key, values] of all) {
          const stretch = { fit: fit.summary.fit, key, from: 0, to: values.length, buckets: 1000 };
          const { size, mean } = fit.series.read(key, 0, values.length, 1000);
          expect([size, mean], key).toEqual([1, values]);
          const detail = await run.readDetail(stretch);
          expect([detail.size, detail.mean], key).toEqual([1, values]);
        }
      }
    }
  });

  it('have the numbers of the day they were made', () => {
    const [fit] = runOf(SMALL).fits;
    expect(fit?.latest?.loss).toBeCloseTo(0.605294, 6);
    expect(fit?.latest?.statistics[statisticIndex(2, 'gradNorm')]).toBeCloseTo(0.216766, 6);
    expect(fit?.latest?.statistics[statisticIndex(2, 'updateNorm')]).toBeCloseTo(0.0404, 5);
  });

  it('have the outputs of their layers, and histograms', () => {
    for (const run of runs.all) {
      for (const { summary, samples } of run.fits) {
        const { activations } = samples;
        const table = tableFromIPC(bytesOf(run, streamFile(activationStream, summary.fit)));
        expect(activations.count).toBe(table.numRows);
        for (const name of ACTIVATION_STATISTICS) {
          for (const layer of summary.layers.keys()) {
            const last = column(table, name, layer).at(-1);
            // It has no columns of what was added since.
            expect(activations.latest?.values[activationIndex(layer, name)]).toBe(last ?? Number.NaN);
          }
        }
        const histograms = [
          ...readRecords(histogramStream, bytesSource(bytesOf(run, streamFile(histogramStream, summary.fit))), summary),
        ];
        expect(histograms[0]?.values.some((count) => count > 0)).toBe(true);
        const steps = histograms.flatMap(({ step }) => [...step]);
        expect(samples.histograms.rows.map(({ step }) => step)).toEqual(steps);
        expect(samples.histograms.latest?.values).toHaveLength(summary.variables.length * HISTOGRAM_BINS);
      }
    }
  });
});
