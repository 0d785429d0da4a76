import type { DataBatch, Dataset, ModelShapes } from '../../../src/datasets/types.js';

export function shapes(some: Partial<ModelShapes> = {}): ModelShapes {
  return { input: null, output: [1], vocabulary: null, loss: null, lastActivation: null, ...some };
}

export async function batchesOf(dataset: Dataset, batchSize = 32, epoch = 0): Promise<DataBatch[]> {
  const batches: DataBatch[] = [];
  for await (const batch of dataset.training({ batchSize, epoch })) batches.push(batch);
  return batches;
}

/** All inputs and targets of an epoch. */
export async function samplesOf(dataset: Dataset, epoch = 0): Promise<{ x: number[]; y: number[] }> {
  const batches = await batchesOf(dataset, 100, epoch);
  return { x: batches.flatMap(({ x }) => [...x]), y: batches.flatMap(({ y }) => [...y]) };
}
