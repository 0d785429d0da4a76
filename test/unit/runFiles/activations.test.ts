import { tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { ACTIVATION_STATISTICS, activationIndex } from '../../../src/protocol/activations.js';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import { readRecords } from '../../../src/runFiles/recordsReader.js';
import { recordsEncoder } from '../../../src/runFiles/recordsWriter.js';
import { bytesSource } from './bytesSource.js';
import { sampleFit } from './sampleFit.js';

const one = sampleFit();
const summary = { ...one, layers: ['a', 'b', 'c'].flatMap((name) => one.layers.map((layer) => ({ ...layer, name }))) };
const records = [0, 50, 100].map((step) => {
  const values = Float32Array.from({ length: activationIndex(3, 'actZeros') }, (_, index) =>
    index % 5 === 1 ? Number.NaN : step + index / 16,
  );
  return oneSample(activationStream, 1, step, values);
});
const encoder = recordsEncoder(activationStream, summary);
const pieces = [encoder.start, ...records.map((record) => encoder.encode(record))];
const bytes = Buffer.concat(pieces);

describe('the activations of a fit', () => {
  it('are read back as they were written, the cut one left out', () => {
    expect([...readRecords(activationStream, bytesSource(bytes), summary)]).toEqual(records);
    for (let cut = 1; cut < (pieces.at(-1)?.length ?? 0); cut += 7) {
      expect([...readRecords(activationStream, bytesSource(bytes.subarray(0, -cut)), summary)]).toEqual(
        records.slice(0, 2),
      );
    }
  });

  it('end where batches do not rise, as in zeroed blocks', () => {
    const damaged = Buffer.concat([
      ...pieces.slice(0, 3),
      encoder.encode(oneSample(activationStream, 1, 0, new Float32Array(activationIndex(3, 'actZeros')))),
    ]);
    expect([...readRecords(activationStream, bytesSource(damaged), summary)]).toEqual(records.slice(0, 2));
  });

  it('open with the reader of Apache Arrow, a list of all layers a statistic', () => {
    const table = tableFromIPC(bytes);
    expect(table.schema.fields.map(({ name }) => name)).toEqual(['step', ...ACTIVATION_STATISTICS]);
    for (const statistic of ACTIVATION_STATISTICS) {
      const lists = [...(table.getChild(statistic) ?? [])].map((list) => [...(list as Iterable<number>)]);
      expect(lists).toEqual(
        records.map(({ values }) => [0, 1, 2].map((layer) => values[activationIndex(layer, statistic)])),
      );
    }
  });

  it('are none in a file of something else', () => {
    expect([...readRecords(activationStream, bytesSource(Buffer.from('garbage')), summary)]).toEqual([]);
  });
});
