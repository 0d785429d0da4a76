import type { KerasCall, KerasValue } from '../../protocol/keras.js';
import { isCall } from '../arguments/isCall.js';

/** A value of Keras by name: `'relu'`, `relu`, `{'class_name': 'L2', 'config': {...}}` or a call. */
export interface NamedValue {
  readonly name: string;
  readonly call: KerasCall;
}

/** @param owner the call that takes the value: its place is that of a bare name */
export function namedValue(value: KerasValue, owner: KerasCall): NamedValue | null {
  if (typeof value === 'string') return { name: value, call: { ...owner, name: value, positional: [], named: {} } };
  if (isCall(value)) return { name: value.name, call: value };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { class_name: name, config } = value as { class_name?: KerasValue; config?: KerasValue };
  if (typeof name !== 'string') return null;
  const isConfig = typeof config === 'object' && config !== null && !Array.isArray(config) && !isCall(config);
  const named = isConfig ? (config as KerasCall['named']) : {};
  return { name, call: { ...owner, name, positional: [], named } };
}

/** `GlorotUniform`, `glorot_uniform` and `glorotUniform` are one: lower case without lines. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}
