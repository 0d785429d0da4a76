import { builtIns } from './builtIn/catalogue.js';

/** One line of what GradLens can train on without a file. */
export interface ListedDataset {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Shape of one input, without the batch; null where it follows the model. */
  readonly inputShape: readonly number[] | null;
  readonly target: string;
  readonly samples: number;
  /** Bytes to download before its first use; null where it works offline. */
  readonly download: number | null;
  readonly licence: string | null;
}

const random: ListedDataset = {
  name: 'random',
  title: 'Random',
  description:
    'Noise of exactly the shapes that the model takes and gives: does it learn noise, and how do its gradients look?',
  inputShape: null,
  target: 'what the model’s loss takes',
  samples: 640,
  download: null,
  licence: null,
};

export function listDatasets(): readonly ListedDataset[] {
  return [random, ...builtIns.map(({ open: _, ...listed }) => listed)];
}
