import {
  Dictionary,
  Field,
  Int32,
  List,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { expect, it } from 'vitest';
import { ACTIVATION_STATISTICS } from '../../../src/protocol/activations.js';
import type { FitSummary } from '../../../src/protocol/fit.js';
import { STATISTIC_COUNT, STATISTICS, type Statistic, statisticIndex } from '../../../src/protocol/statistics.js';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { batchStream, type RecordBatch } from '../../../src/protocol/streams/batches.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import { readRecords, readValues } from '../../../src/runFiles/recordsReader.js';
import { recordsEncoder } from '../../../src/runFiles/recordsWriter.js';
import { bytesSource } from './bytesSource.js';
import { sampleFit, sampleRecords } from './sampleFit.js';

const ROWS = 5;
const fit = sampleFit(1, 2, ['acc', 'gradMax', 'acc']);
const records = sampleRecords(fit, 0, ROWS);
const encoder = recordsEncoder(batchStream, fit);
const table = tableFromIPC(Buffer.concat([encoder.start, encoder.encode(records)]));
const names = table.schema.fields.map(({ name }) => name);

/** A file as another version could have written it. */
const fileOf = (columns: readonly string[], added: Readonly<Record<string, Vector>> = {}) => {
  const vectors = columns.map((name) => [name, added[name] ?? (table.getChild(name) as Vector)] as const);
  return bytesSource(tableToIPC(new Table(Object.fromEntries(vectors)), 'stream'));
};

/** What is recorded but for one statistic. */
function without(statistic: Statistic): RecordBatch {
  const statistics = records.statistics.slice();
  for (let row = 0; row < ROWS; row++) {
    for (const variable of fit.variables.keys()) {
      statistics[row * fit.variables.length * STATISTIC_COUNT + statisticIndex(variable, statistic)] = Number.NaN;
    }
  }
  return { ...records, statistics };
}

const valuesOf = (source: ReturnType<typeof bytesSource>, summary: FitSummary, statistic: Statistic) =>
  [...readValues(source, summary, { series: { kind: 'statistic', variable: 1, statistic }, from: 0, to: 99 })].map(
    ({ value }) => value,
  );

it('The order of the columns changes nothing', () => {
  expect([...readRecords(batchStream, fileOf(names.toReversed()), fit)]).toEqual([records]);
});

it('Columns that are not known are left alone, of whatever type they are', () => {
  const text = (row: number) => `batch ${row}`;
  const rows = Array.from({ length: ROWS }, (_, row) => row);
  const added = {
    note: vectorFromArray(rows.map(text), new Utf8()),
    kind: vectorFromArray(rows.map(text), new Dictionary(new Utf8(), new Int32())),
    sorted: vectorFromArray(rows.map((row) => row % 2 === 0)),
    nested: vectorFromArray(
      rows.map((row) => ({ at: row, names: [text(row)] })),
      new Struct<{ at: Int32; names: List<Utf8> }>([
        new Field('at', new Int32()),
        new Field('names', new List(new Field('item', new Utf8()))),
      ]),
    ),
    sizes: vectorFromArray(
      rows.map((row) => [row, row]),
      new List(new Field('item', new Int32())),
    ),
    at: vectorFromArray(rows.map((row) => BigInt(row))),
  };
  const mixed = names.flatMap((name, index) => [Object.keys(added)[index] ?? [], name].flat());
  expect(mixed.length).toBe(names.length + 6);
  const file = fileOf(mixed, added);
  expect([...readRecords(batchStream, file, fit)]).toEqual([records]);
  expect(valuesOf(file, fit, 'updateNorm')).toEqual(valuesOf(fileOf(names), fit, 'updateNorm'));
});

it.each(STATISTICS)('A file without %s has NaN for it, and all else', (statistic) => {
  const name = statistic === 'gradMax' ? 'gradMax_' : statistic;
  const file = fileOf(names.filter((other) => other !== name));
  expect([...readRecords(batchStream, file, fit)]).toEqual([without(statistic)]);
  expect(valuesOf(file, fit, statistic)).toEqual(new Array(ROWS).fill(Number.NaN));
});

it('A column of another width is none of this fit', () => {
  const wider = recordsEncoder(batchStream, sampleFit(1, 3, []));
  const other = tableFromIPC(Buffer.concat([wider.start, wider.encode(sampleRecords(sampleFit(1, 3, []), 0, ROWS))]));
  const file = fileOf(names, { gradMin: other.getChild('gradMin') as Vector });
  expect([...readRecords(batchStream, file, fit)]).toEqual([without('gradMin')]);
});

it('Without the number of the batch nothing is told', () => {
  expect([...readRecords(batchStream, fileOf(names.filter((name) => name !== 'step')), fit)]).toEqual([]);
});

it('What a file does not have of the outputs is NaN', () => {
  const outputs = recordsEncoder(activationStream, fit);
  const record = oneSample(activationStream, 1, 3, Float32Array.from(ACTIVATION_STATISTICS.keys()));
  const whole = tableFromIPC(Buffer.concat([outputs.start, outputs.encode(record)]));
  for (const [index, name] of ACTIVATION_STATISTICS.entries()) {
    const others = whole.select(['step', ...ACTIVATION_STATISTICS.filter((other) => other !== name)].toReversed());
    const values = record.values.with(index, Number.NaN);
    expect([...readRecords(activationStream, bytesSource(tableToIPC(others, 'stream')), fit)]).toEqual([
      { ...record, values },
    ]);
  }
});
