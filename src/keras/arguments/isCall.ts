import type { KerasCall, KerasValue } from '../../protocol/keras.js';

export function isCall(value: KerasValue | undefined): value is KerasCall {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && 'kind' in value && value.kind === 'call'
  );
}
