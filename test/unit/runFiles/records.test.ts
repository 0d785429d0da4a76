import { type Table, tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { HISTOGRAM_BINS } from '../../../src/protocol/histogramBins.js';
import { STATISTIC_COUNT, STATISTICS, statisticIndex } from '../../../src/protocol/statistics.js';
import { batchStream, type RecordBatch } from '../../../src/protocol/streams/batches.js';
import { histogramStream } from '../../../src/protocol/streams/histograms.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import { END_OF_STREAM } from '../../../src/runFiles/arrowStream.js';
import { readRecords } from '../../../src/runFiles/recordsReader.js';
import { recordsEncoder } from '../../../src/runFiles/recordsWriter.js';
import { bytesSource } from './bytesSource.js';
import { sampleFit, sampleRecords } from './sampleFit.js';

const summary = sampleFit();

function fileOf(fit = summary, sizes = [1, 2, 5]) {
  const encoder = recordsEncoder(batchStream, fit);
  let from = 0;
  const batches = sizes.map((rows) => {
    const batch = sampleRecords(fit, from, rows);
    from += rows;
    return batch;
  });
  const pieces = [encoder.start, ...batches.map((batch) => encoder.encode(batch))];
  return { batches, pieces, bytes: Buffer.concat(pieces) };
}

const readAll = (bytes: Uint8Array, fit = summary): RecordBatch[] => [
  ...readRecords(batchStream, bytesSource(bytes), fit),
];

function columnOf(table: Table, name: string): unknown[] {
  return [...(table.getChild(name) ?? [])];
}

describe('the file of a fit', () => {
  it.each([
    ['three variables and two metrics', summary],
    ['no variables', sampleFit(1, 0)],
    ['no metrics', sampleFit(2, 1, [])],
    ['metrics that are called like columns', sampleFit(1, 2, ['step', 'gradNorm', 'acc', 'acc'])],
  ])('is read back as it was written: %s', (_name, fit) => {
    const { bytes, batches } = fileOf(fit);
    expect(readAll(bytes, fit)).toEqual(batches);
    expect(readAll(Buffer.concat([bytes, END_OF_STREAM]), fit)).toEqual(batches);
  });

  it('opens with the reader of Apache Arrow, every number in its column', () => {
    const { bytes, batches } = fileOf();
    for (const stream of [bytes, Buffer.concat([bytes, END_OF_STREAM])]) {
      const table = tableFromIPC(stream);
      expect(table.schema.fields.map(({ name }) => name)).toEqual([
        'step',
        'epoch',
        'time',
        'loss',
        ...summary.metrics,
        ...STATISTICS,
      ]);
      expect(columnOf(table, 'step')).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      expect(columnOf(table, 'time')).toEqual(batches.flatMap(({ time }) => [...time]));
      expect(columnOf(table, 'loss')).toEqual(batches.flatMap(({ loss }) => [...loss]));
      expect(columnOf(table, 'mse')).toEqual(
        batches.flatMap(({ metrics }) => [...metrics].filter((_, i) => i % 2 === 1)),
      );
      const zeros = columnOf(table, 'gradZeros').map((list) => [...(list as Iterable<number>)]);
      const rows = batches.flatMap(({ rows: count, statistics }) =>
        Array.from({ length: count }, (_, row) =>
          statistics.subarray(row * 3 * STATISTIC_COUNT, (row + 1) * 3 * STATISTIC_COUNT),
        ),
      );
      expect(zeros).toEqual(rows.map((row) => [0, 1, 2].map((variable) => row[statisticIndex(variable, 'gradZeros')])));
      expect(JSON.parse(table.schema.metadata.get('gradlens.fit') ?? '')).toEqual(summary);
    }
  });

  it('gives every whole piece wherever it was cut', () => {
    const { bytes, batches, pieces } = fileOf(sampleFit(1, 1, ['acc']), [1, 2, 1]);
    const fit = sampleFit(1, 1, ['acc']);
    for (let length = 0; length <= bytes.length; length++) {
      const whole = pieces.filter((_, last) => Buffer.concat(pieces.slice(0, last + 1)).length <= length).length;
      expect(readAll(bytes.subarray(0, length), fit), `cut at ${length}`).toEqual(
        batches.slice(0, Math.max(0, whole - 1)),
      );
    }
  });

  it.each([
    ['zeros', Buffer.alloc(5000)],
    ['ones', Buffer.alloc(5000, 255)],
    ['text', Buffer.from('no space left on device '.repeat(100))],
    [
      'a message in which everything is zero',
      Buffer.concat([Buffer.of(255, 255, 255, 255, 0, 1, 0, 0), Buffer.alloc(3000)]),
    ],
  ])('leaves garbage at its end out: %s', (_name, garbage) => {
    const { bytes, batches } = fileOf();
    expect(readAll(Buffer.concat([bytes, garbage]))).toEqual(batches);
    expect(readAll(garbage)).toEqual([]);
  });

  it('gives what lies before a body whose bytes were lost', () => {
    const { bytes, batches, pieces } = fileOf();
    const damaged = Buffer.from(bytes);
    damaged.fill(0, bytes.length - Math.floor((pieces.at(-1)?.length ?? 0) / 2));
    damaged.fill(0, bytes.length - 1200);
    expect(readAll(damaged)).toEqual(batches.slice(0, 2));
  });

  it('never throws or hangs on damaged bytes', () => {
    const { bytes } = fileOf();
    for (let seed = 1; seed <= 2000; seed++) {
      const damaged = Buffer.from(bytes);
      for (let flip = 0; flip < 3; flip++) {
        damaged[(seed * 7919 + flip * 104_729 + seed * seed) % damaged.length] = (seed * 31 + flip * 17) % 256;
      }
      for (const batch of readAll(damaged)) expect(batch.statistics).toHaveLength(batch.rows * 3 * STATISTIC_COUNT);
    }
  });

  it('skips what lies before a batch, by whole pieces', () => {
    const { bytes, batches } = fileOf();
    expect([...readRecords(batchStream, bytesSource(bytes), summary, 3)]).toEqual(batches.slice(2));
    expect([...readRecords(batchStream, bytesSource(bytes), summary, 2)]).toEqual(batches.slice(1));
    expect([...readRecords(batchStream, bytesSource(bytes), summary, 8)]).toEqual([]);
  });
});

describe('the histograms of a fit', () => {
  const encoder = recordsEncoder(histogramStream, summary);
  const histograms = [0, 10, 20].map((step) => {
    const counts = Uint32Array.from({ length: 3 * HISTOGRAM_BINS }, (_, index) => index * 3 + step);
    return oneSample(histogramStream, 1, step, counts);
  });
  const bytes = Buffer.concat([encoder.start, ...histograms.map((histogram) => encoder.encode(histogram))]);

  it('are read back as they were written, the cut one left out', () => {
    expect([...readRecords(histogramStream, bytesSource(bytes), summary)]).toEqual(histograms);
    expect([...readRecords(histogramStream, bytesSource(bytes.subarray(0, -1)), summary)]).toEqual(
      histograms.slice(0, 2),
    );
  });

  it('open with the reader of Apache Arrow', () => {
    const column = columnOf(tableFromIPC(bytes), 'layer1/kernel').map((list) => [...(list as Iterable<number>)]);
    const expected = histograms.map(({ values }) => [...values.subarray(HISTOGRAM_BINS, 2 * HISTOGRAM_BINS)]);
    expect(column).toEqual(expected);
  });
});
