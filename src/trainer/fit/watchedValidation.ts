import type { Tensor } from '../../tfjs/tfjs.js';
import { tensorsIn } from './badSamples.js';

export interface SeenBatch {
  readonly inputs: readonly Tensor[];
  readonly targets: readonly Tensor[];
}

interface Batches {
  next(): Promise<{ readonly value?: { readonly xs?: unknown; readonly ys?: unknown } | null }>;
}

/** The argument of `fitDataset` in which a validation dataset tells what it gives; nothing where it is none. */
export function watchedValidation(dataset: unknown, see: (batch: SeenBatch) => void): { validationData?: unknown } {
  if (typeof dataset !== 'object' || dataset === null || !('iterator' in dataset)) return {};
  const { iterator } = dataset as { iterator: () => Promise<Batches> };
  const watched = async () => {
    const batches = await iterator.call(dataset);
    const next = async () => {
      const item = await batches.next();
      if (item.value) see({ inputs: tensorsIn(item.value.xs), targets: tensorsIn(item.value.ys) });
      return item;
    };
    return Object.create(batches, { next: { value: next } });
  };
  return { validationData: Object.create(dataset, { iterator: { value: watched } }) };
}
