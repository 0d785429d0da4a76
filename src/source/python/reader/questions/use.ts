/** Where an unknown value is used: decides what is proposed for it. */
export interface Use {
  /** Argument, in Keras 2's terms: `units`, `input_shape`; `loop` and `condition` for statements. */
  readonly argument: string;
  /** What the argument belongs to: `Dense`, `compile`. */
  readonly owner: string;
  /** Position in a tuple that is the argument; null where the value is the argument itself. */
  readonly entry: number | null;
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
    last: false,
    goal: 'classes',
    sampleShape: [10],
    sequence: false,
    proposal: null,
    ...more,
  };
}

export function useText(use: Use): string {
  if (use.owner === '')
    return use.argument === 'loop' ? 'what a loop iterates over' : 'decides which layers the model has';
  return `used as ${use.argument} of ${use.owner}`;
}
