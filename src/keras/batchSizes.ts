import type { KerasCall, KerasValue } from '../protocol/keras.js';
import type { KerasLayer } from '../protocol/kerasProgram.js';
import { isCall } from './arguments/isCall.js';

/** Whether a layer keeps its state from batch to batch, so that all batches have one size. */
export function isStateful(layers: readonly KerasValue[]): boolean {
  return layers.some((layer) => {
    if (Array.isArray(layer)) return isStateful(layer);
    if (!isCall(layer)) return false;
    return layer.named.stateful === true || isStateful(layer.positional);
  });
}

/** Without the batch sizes that the layers name: the last batch of an epoch may be smaller. */
export function withoutBatchSizes(layers: readonly KerasLayer[]): KerasLayer[] {
  return layers.map((call) => {
    if (call.kind === 'layer') return call;
    const { batch_size: _, ...rest } = call.named;
    const named = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, openBatch(name, value)]));
    const positional =
      call.name === 'Sequential' ? [withoutBatchSizes(listOf(call.positional[0])) as KerasCall[]] : call.positional;
    return { ...call, named, positional };
  });
}

/** The batch size that a model of stateful layers has; null where none is named. */
export function namedBatchSize(layers: readonly KerasCall[]): number | null {
  const [first] = layers;
  const shape = first?.named.batch_input_shape ?? first?.named.batch_shape;
  const size = first?.named.batch_size ?? (Array.isArray(shape) ? shape[0] : null);
  return typeof size === 'number' ? size : null;
}

function openBatch(name: string, value: KerasValue): KerasValue {
  const isShape = name === 'batch_input_shape' || name === 'batch_shape';
  return isShape && Array.isArray(value) ? [null, ...value.slice(1)] : value;
}

function listOf(value: KerasValue | undefined): KerasCall[] {
  return Array.isArray(value) ? value.filter(isCall) : [];
}
