import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDataset } from '../../../src/datasets/openDataset.js';
import type { DataSpec } from '../../../src/protocol/data.js';
import { samplesOf, shapes } from './shapes.js';

const folder = join(import.meta.dirname, '..', '..', '..', 'examples', 'datasets');

/** Columns and samples of an example's table. */
async function fruit(ending: string) {
  const spec: DataSpec = { kind: 'table', path: `fruit.${ending}`, target: ['kind'], shuffle: false };
  const dataset = await openDataset(spec, folder, shapes({ output: [3] }), { store: folder });
  const { x, y } = await samplesOf(dataset);
  const { inputNames, rows } = dataset.description;
  await dataset.close();
  return { inputNames, rows, x: x.map((value) => Math.round(value * 1e4) / 1e4), y };
}

it.each(['tsv', 'json', 'ndjson', 'parquet', 'arrow'])(
  'the example fruit.%s has what fruit.csv has',
  async (ending) => {
    const csv = await fruit('csv');
    expect(csv.rows).toBeGreaterThan(100);
    expect(csv.y).toHaveLength(csv.rows ?? 0);
    expect(await fruit(ending)).toEqual(csv);
  },
);
