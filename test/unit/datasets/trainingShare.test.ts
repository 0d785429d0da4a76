import { expect, it } from 'vitest';
import { memoryRows } from '../../../src/datasets/rows/memoryRows.js';
import { openRows } from '../../../src/datasets/rows/openRows.js';
import { rowsOfShare } from '../../../src/datasets/sampling/trainingShare.js';
import type { DataBatch } from '../../../src/datasets/types.js';
import { shapes } from './shapes.js';

it('has the first rows of a shuffle, in their order: what a smaller share has, a larger one has, too', () => {
  const [tenth, half, all] = [0.1, 0.5, 1].map((share) => rowsOfShare(40, { share, seed: 3 }));
  expect([tenth?.length, half?.length, all?.length]).toEqual([4, 20, 40]);
  expect(half?.toSorted()).toEqual(half);
  for (const row of tenth ?? []) expect(half).toContain(row);
  expect(half).not.toEqual(Uint32Array.from({ length: 20 }, (_, row) => row));
  expect(rowsOfShare(40, { share: 0.1, seed: 4 })).not.toEqual(tenth);
  expect(() => rowsOfShare(4, { share: 0.1, seed: 3 })).toThrow('A share of 0.1 of 4 training samples has none');
});

it('leaves the samples for validation as they are', async () => {
  const x = Float32Array.from({ length: 40 }, (_, row) => row);
  const source = () => memoryRows({ name: 'made', x, y: x, inputShape: [1], target: { kind: 'numbers', shape: [1] } });
  const read = async (share: number | null) => {
    const part = share === null ? null : { share, seed: 1 };
    const dataset = openRows(source(), { validationSplit: 0.25, seed: 5 }, shapes({ input: [1], output: [1] }), part);
    const validation = dataset.validation({ batchSize: 40 });
    const training = await numbersOf(dataset.training({ batchSize: 40, epoch: 0 }));
    const whole = [...((await dataset.whole(1)?.read())?.x ?? [])];
    return { ...dataset.description, training, whole, validation: validation && (await numbersOf(validation)) };
  };
  const [all, part] = [await read(null), await read(0.2)];
  expect(part).toMatchObject({ rows: 6, allRows: 30, validationRows: 10, validation: all.validation });
  expect(all.allRows).toBeUndefined();
  expect(part.training).toHaveLength(6);
  for (const row of part.training) expect(all.training).toContain(row);
  expect(part.whole.toSorted()).toEqual(part.training.toSorted());
});

async function numbersOf(batches: AsyncIterable<DataBatch>): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { x } of batches) numbers.push(...x);
  return numbers;
}
