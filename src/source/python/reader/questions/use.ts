import { findLayer } from '../../../../layers/catalogue.js';
import type { SamplePart } from '../../../../protocol/launch.js';

/** Where an unknown value is used: decides what is proposed for it. */
export interface Use {
  /** Argument, in Keras 2's terms: `units`, `input_shape`; `loop` and `condition` for statements. */
  readonly argument: string;
  /** What the argument belongs to: `Dense`, `compile`. */
  readonly owner: string;
  /** Position in a tuple that is the argument; null where the value is the argument itself. */
  readonly entry: number | null;
  /** Length of that tuple. */
  readonly entries: number | null;
  /** Whether its layer is the last one with weights. */
  readonly last: boolean;
  /** What the model predicts, where source tells. */
  readonly goal: 'binary' | 'classes' | 'number';
  /** Shape of one sample that would fit the layers. */
  readonly sampleShape: readonly number[];
  /** Whether the next layer takes a sequence. */
  readonly sequence: boolean;
  readonly proposal: string | null;
}

export function useOf(argument: string, owner: string, more: Partial<Use> = {}): Use {
  return {
    argument,
    owner,
    entry: null,
    entries: null,
    last: false,
    goal: 'classes',
    sampleShape: [10],
    sequence: false,
    proposal: null,
    ...more,
  };
}

/** What of a sample a value is that stands there itself; undefined where the place does not say. */
export function samplePart({ argument, owner, entry, entries, last }: Use): SamplePart | undefined {
  const kind = findLayer(owner)?.kind;
  if (argument === 'units' && entry === null) return last && kind === 'dense' ? { of: 'output' } : undefined;
  if (argument === 'input_dim' && kind !== 'embedding') return { of: 'size', entry: 0, entries: 1 };
  if (!(/^(?:batch_)?input_shape$/.test(argument) || (kind === 'input' && /^(?:batch_)?shape$/.test(argument))))
    return undefined;
  const batch = argument.startsWith('batch') ? 1 : 0;
  if (entry === null || entries === null) return batch === 0 ? { of: 'shape' } : undefined;
  return entry < batch ? undefined : { of: 'size', entry: entry - batch, entries: entries - batch };
}

export function useText(use: Use): string {
  if (use.owner === '')
    return use.argument === 'loop' ? 'what a loop iterates over' : 'decides which layers the model has';
  return `used as ${use.argument} of ${use.owner}`;
}
