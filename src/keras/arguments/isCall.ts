import type { KerasArray, KerasCall, KerasFunction, KerasValue } from '../../protocol/keras.js';

export function isCall(value: KerasValue | undefined): value is KerasCall {
  return kindOf(value) === 'call';
}

export function isArray(value: KerasValue | undefined): value is KerasArray {
  return kindOf(value) === 'array';
}

/** A function or an own callback. */
export function isFunction(value: KerasValue | undefined): value is KerasFunction {
  const kind = kindOf(value);
  return kind === 'function' || kind === 'callback';
}

function kindOf(value: KerasValue | undefined): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'kind' in value ? value.kind : null;
}
