import type { Machine } from '../machine.js';
import { external, isKind, type Value } from '../values/values.js';
import type { LibraryCall } from './library.js';

/**
 * `wandb.init(config={...})`: what is given there is read from `wandb.config` or from the run's `config`, by attribute or by key, and counts
 * where nobody sweeps.
 */
export const startExperiment: LibraryCall = ({ machine, args }) => {
  keep(machine, args.named.get('config'));
  return external('wandb');
};

/** `wandb.config.update({...})`. */
export const updateConfig: LibraryCall = ({ machine, args }) => {
  keep(machine, args.positional[0]);
  return null;
};

function keep({ trace }: Machine, config: Value | undefined): void {
  if (!isKind(config, 'dict')) return;
  for (const [key, value] of config.entries) trace.attributes.set(`wandb.config.${key}`, value);
}
