import type { BoundArguments } from '../arguments/boundArguments.js';
import type { LayerRule } from './layerRule.js';

/** What a layer says of itself and of its input, as tfjs takes it. */
export interface LayerArguments {
  readonly name?: string;
  readonly trainable?: boolean;
  readonly batchInputShape?: (number | null)[];
}

/** The arguments that every layer has. */
export function layerArguments(
  args: BoundArguments,
  rule: Pick<LayerRule, 'takesSteps' | 'ownsInputDim'>,
): LayerArguments {
  const name = args.text('name');
  const trainable = args.flag('trainable');
  const batchInputShape = inputShape(args, rule);
  return {
    ...(name === undefined ? {} : { name }),
    ...(trainable === undefined ? {} : { trainable }),
    ...(batchInputShape === undefined ? {} : { batchInputShape }),
  };
}

/** With the batch's size first. */
function inputShape(
  args: BoundArguments,
  { takesSteps, ownsInputDim }: Pick<LayerRule, 'takesSteps' | 'ownsInputDim'>,
): (number | null)[] | undefined {
  const whole = args.shape('batch_input_shape') ?? args.shape('batch_shape');
  if (whole) return whole;
  const batch = args.number('batch_size') ?? null;
  const shape = args.shape('input_shape');
  if (shape) return [batch, ...shape];
  const length = args.value('input_length');
  if (ownsInputDim) {
    if (length === undefined) return undefined;
    return [batch, ...(args.shape('input_length') ?? [])];
  }
  const size = args.number('input_dim');
  if (size === undefined) return undefined;
  if (typeof length === 'number') return [batch, length, size];
  return takesSteps ? [batch, null, size] : [batch, size];
}
