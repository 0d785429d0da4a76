import type { BuiltIn } from './builtIn/builtIn.js';
import { builtIns } from './builtIn/catalogue.js';

/** One line of what GradLens can train on without a file. */
export type ListedDataset = Omit<BuiltIn, 'open'>;

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
