import type { BuiltIn } from './builtIn/builtIn.js';
import { builtIns } from './builtIn/catalogue.js';

/** One line of what GradLens can train on without a file. */
export type ListedDataset = Omit<BuiltIn, 'open'>;

const random: ListedDataset = {
  name: 'random',
  title: 'Random',
  description: "Noise in exactly the shapes of the model's inputs and outputs, for a first look at its gradients.",
  inputShape: null,
  target: "whatever the model's loss takes",
  samples: 640,
  download: null,
  license: null,
};

export function listDatasets(): readonly ListedDataset[] {
  return [random, ...builtIns.map(({ open: _, ...listed }) => listed)];
}
