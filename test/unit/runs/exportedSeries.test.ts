import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EpochRecord, FitSummary } from '../../../src/protocol/fit.js';
import { statisticIndex } from '../../../src/protocol/statistics.js';
import { batchStream, type RecordBatch } from '../../../src/protocol/streams/batches.js';
import { streamFile } from '../../../src/protocol/streams/stream.js';
import { recordsEncoder } from '../../../src/runFiles/recordsWriter.js';
import { writeCsv } from '../../../src/runs/export/csv.js';
import { eachBatch, fitColumns } from '../../../src/runs/export/fitColumns.js';
import { writeEventFiles } from '../../../src/runs/export/tensorboard/eventFiles.js';
import { sampleFit, sampleRecords } from '../runFiles/sampleFit.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradlens-series-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Records as a run's folder holds them. */
function record(summary: FitSummary, ...records: readonly RecordBatch[]): void {
  const encoder = recordsEncoder(batchStream, summary);
  const bytes = [encoder.start, ...records.map((each) => encoder.encode(each))];
  writeFileSync(join(folder, streamFile(batchStream, summary.fit)), Buffer.concat(bytes));
}

const summary = sampleFit(1, 2);

it('Each batch is read with its own metrics and statistics', () => {
  const records = sampleRecords(summary, 0, 9);
  record(summary, records);
  const rows: Parameters<Parameters<typeof eachBatch>[2]>[0][] = [];
  eachBatch(folder, summary, (row) => rows.push(row));
  expect(rows.map(({ step, epoch, time }) => [step, epoch, time])).toEqual(
    Array.from({ length: 9 }, (_, step) => [step, 0, step * 1.5]),
  );
  expect(Float32Array.from(rows.flatMap((row) => [...row.metrics]))).toEqual(records.metrics);
  expect(Float32Array.from(rows.flatMap((row) => [...row.statistics]))).toEqual(records.statistics);
  const second = fitColumns(summary).find(({ name }) => name === 'layer1/kernel gradMean');
  const width = records.statistics.length / 9;
  expect(rows.map((row) => second?.read(row))).toEqual(
    Array.from({ length: 9 }, (_, row) => records.statistics[row * width + statisticIndex(1, 'gradMean')]),
  );
  eachBatch(folder, { ...summary, fit: 2 }, () => expect.unreachable('a fit without a file'));
});

it('A table writes what is no number as pandas reads it, and cells of series that a fit lacks empty', () => {
  const other = sampleFit(2, 0, []);
  const records = sampleRecords(summary, 0, 3);
  record(summary, { ...records, loss: Float32Array.of(0.1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) });
  record(other, { ...sampleRecords(other, 12, 1), loss: Float32Array.of(Number.NaN) });
  const path = join(folder, 'run.csv');
  const fits = [summary, other].map((each) => ({ summary: each, epochs: [] }));
  writeCsv(path, folder, fits, { series: null });
  expect(readFileSync(path, 'utf8').split('\n')).toEqual([
    'fit,batch,epoch,seconds,loss,acc,mse,layer0/kernel gradNorm,layer1/kernel gradNorm',
    '1,1,1,0,0.100000001,0,0.125,NaN,0.01171875',
    '1,2,1,0.0015,inf,0.25,0.375,1,1.01171875',
    '1,3,1,0.003,-inf,0.5,0.625,2,NaN',
    '2,13,2,0.018,NaN,,,,',
    '',
  ]);
  writeCsv(path, folder, fits.slice(1), { series: ['nothing'] });
  expect(readFileSync(path, 'utf8')).toBe('fit,batch,epoch,seconds\n2,13,2,0.018\n');
});

it('A table has what validation came to in the row of the last batch of each epoch', () => {
  record(summary, sampleRecords(summary, 0, 4));
  const other = sampleFit(2, 0, []);
  record(other, sampleRecords(other, 0, 1));
  const epochs: EpochRecord[] = [
    { fit: 1, epoch: 0, step: 2, logs: { loss: 1, acc: 0.5, val_loss: 0.25, val_acc: Number.NaN } },
    { fit: 1, epoch: 1, step: 4, logs: { loss: 1, acc: 0.5, val_loss: Number.POSITIVE_INFINITY } },
  ];
  const path = join(folder, 'run.csv');
  const fits = [
    { summary, epochs },
    { summary: other, epochs: [] },
  ];
  writeCsv(path, folder, fits, { series: ['val_acc', 'loss', 'val_loss'] });
  expect(readFileSync(path, 'utf8').split('\n')).toEqual([
    'fit,batch,epoch,seconds,loss,val_loss,val_acc',
    expect.stringMatching(/^1,1,1,0,-[\d.]+,,$/),
    '1,2,1,0.0015,NaN,0.25,NaN',
    expect.stringMatching(/^1,3,1,0.003,[\d.]+,,$/),
    expect.stringMatching(/^1,4,1,0.0045,[\d.]+,inf,$/),
    expect.stringMatching(/^2,1,1,0,-[\d.]+,,$/),
    '',
  ]);
  writeCsv(path, folder, fits, { series: null });
  expect(readFileSync(path, 'utf8').split('\n')[0]).toBe(
    'fit,batch,epoch,seconds,loss,acc,mse,val_loss,val_acc,layer0/kernel gradNorm,layer1/kernel gradNorm',
  );
});

describe('event files', () => {
  /** What a file's records hold, read as protocol buffers. */
  function scalarsIn(path: string): { time: number; step: number; scalars: Record<string, number> }[] {
    const file = readFileSync(path);
    const events: ReturnType<typeof scalarsIn> = [];
    for (let at = 0; at < file.length; ) {
      const length = file.readUInt32LE(at);
      const scalars: Record<string, number> = {};
      let [time, step] = [0, 0];
      eachField(file.subarray(at + 12, at + 12 + length), (field, value, data) => {
        if (field === 1) time = data.readDoubleLE();
        else if (field === 2) step = value;
        else if (field === 5)
          eachField(data, (_value, _length, of) => {
            let tag = '';
            eachField(of, (part, _number, bytes) => {
              if (part === 1) tag = bytes.toString();
              else scalars[tag] = bytes.readFloatLE();
            });
          });
      });
      events.push({ time, step, scalars });
      at += 16 + length;
    }
    return events.slice(1);
  }

  function eachField(data: Buffer, visit: (field: number, value: number, bytes: Buffer) => void): void {
    let at = 0;
    const varint = () => {
      let value = 0;
      for (let factor = 1; ; factor *= 128) {
        const byte = data[at++] ?? 0;
        value += (byte % 128) * factor;
        if (byte < 128) return value;
      }
    };
    while (at < data.length) {
      const key = varint();
      const type = key % 8;
      const value = type === 0 || type === 2 ? varint() : 0;
      const bytes = type === 0 ? 0 : type === 1 ? 8 : type === 2 ? value : 4;
      visit(Math.floor(key / 8), value, data.subarray(at, at + bytes));
      at += bytes;
    }
  }

  const written = (fits: readonly FitSummary[], epochs: readonly EpochRecord[]) => {
    const run = writeEventFiles(
      join(folder, 'logs'),
      folder,
      fits.map((each) => ({ summary: each, epochs: epochs.filter(({ fit }) => fit === each.fit) })),
      'net',
    );
    const files = readdirSync(run, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.gradlens'));
    return new Map(files.sort().map((name) => [name, scalarsIn(join(run, name))]));
  };
  const epoch = (number: number, logs: Record<string, number>, fit = 1): EpochRecord => ({
    fit,
    epoch: number,
    step: (number + 1) * 2,
    logs,
  });

  it('have each batch’s loss, metrics, and statistics, and each epoch where it ended, as Keras names them', () => {
    const one = sampleFit(1, 1, ['acc']);
    const records = sampleRecords(one, 0, 4);
    const statistics = records.statistics.map((_, at) => (at % 3 === 0 ? Number.NaN : 2));
    record(one, { ...records, loss: Float32Array.of(4, 3, 2, Number.NaN), statistics });
    const read = written([one], [epoch(0, { loss: 3.5, val_loss: 5, my_val_: 1 }), epoch(1, { loss: 2 })]);
    expect([...read.keys()]).toEqual([
      'train/events.out.tfevents.1700000000.gradlens',
      'validation/events.out.tfevents.1700000000.gradlens',
    ]);
    const [train = [], validation = []] = read.values();
    const told = (of: typeof train) =>
      of.map(({ time, step, scalars }) => [Math.round((time - 1_700_000_000) * 1e4) / 10, step, scalars]);
    const own = train.map((each) => {
      const scalars = Object.entries(each.scalars).filter(([tag]) => !tag.includes('/'));
      return { ...each, scalars: Object.fromEntries(scalars) };
    });
    expect(told(own)).toEqual([
      [0, 0, { batch_loss: 4, batch_acc: 0 }],
      [1.5, 1, { batch_loss: 3, batch_acc: 0.125 }],
      [3, 2, { batch_loss: 2, batch_acc: 0.25 }],
      [4.5, 3, { batch_loss: Number.NaN, batch_acc: 0.375 }],
      [1.5, 0, { epoch_loss: 3.5, epoch_my_val_: 1 }],
      [4.5, 1, { epoch_loss: 2 }],
    ]);
    expect(told(validation)).toEqual([[1.5, 0, { epoch_loss: 5 }]]);
    const measured = train.map(({ scalars }) => Object.keys(scalars).filter((tag) => tag.endsWith('/layer0/kernel')));
    expect(measured[0]).toContain('gradMeanAbs/layer0/kernel');
    expect(measured[0]).not.toContain('gradNorm/layer0/kernel');
    expect(measured.map(({ length }) => length > 3)).toEqual([true, true, true, true, false, false]);
  });

  it('leave out a loss that nobody told, and validation that there was not', () => {
    const two = [sampleFit(1, 0, ['acc']), sampleFit(2, 0, [])] as const;
    record(two[0], { ...sampleRecords(two[0], 0, 1), loss: Float32Array.of(Number.NaN) });
    record(two[1], sampleRecords(two[1], 2, 1));
    const read = written(two, [epoch(0, { val_acc: 1 }, 2), epoch(7, { loss: 1 }, 2)]);
    expect([...read.keys()].map((name) => name.replace(/.events.*/, '').replaceAll('\\', '/'))).toEqual([
      ...['fit-1/train', 'fit-2/train', 'fit-2/validation'],
    ]);
    const [first, second] = read.values();
    expect(first?.map(({ scalars }) => scalars)).toEqual([{ batch_acc: 0 }]);
    // An epoch whose batches are not in the file stands at the fit's start.
    expect(second?.map(({ time, step, scalars }) => [time, step, Object.keys(scalars)])).toEqual([
      [1_700_000_000.003, 2, ['batch_loss']],
      [1_700_000_000, 7, ['epoch_loss']],
    ]);
  });

  it('have the statistics of no more than a thousand batches, evenly spread', () => {
    const long = sampleFit(1, 1, []);
    const records = sampleRecords(long, 0, 2500);
    record(long, { ...records, statistics: records.statistics.fill(1) });
    const [train = []] = written([long], []).values();
    expect(train).toHaveLength(2500);
    const measured = train.filter(({ scalars }) => 'gradNorm/layer0/kernel' in scalars).map(({ step }) => step);
    expect(measured).toEqual(Array.from({ length: 834 }, (_, index) => index * 3));
  });
});
