import type { LibraryCall } from './library.js';

/** Horovod's wrapper averages gradients over processes, of which there is one here: the optimizer in it is what trains. */
export const distributedOptimizer: LibraryCall = ({ machine, args, node }) => {
  const optimizer = args.positional[0] ?? args.named.get('optimizer');
  if (optimizer === undefined) return undefined;
  const several = args.named.get('backward_passes_per_step');
  const text =
    several === undefined || several === 1
      ? 'One process does the training, so DistributedOptimizer counts as the optimizer in it.'
      : 'DistributedOptimizer counts as the optimizer in it, so gradients of several steps are not added up.';
  machine.trace.program.note(node, { kind: 'not-done', text, changesLearning: several !== undefined && several !== 1 });
  return optimizer;
};
