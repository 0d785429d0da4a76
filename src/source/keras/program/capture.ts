import type { Machine } from '../machine.js';
import { array } from '../values/arrays.js';
import { type Call, isKind, type Value } from '../values/values.js';

const data = ['x', 'y', 'sample_weight', 'validation_data'];

/** A call with the arrays that it gets as they are now. */
export function captured(machine: Machine, call: Call): Call {
  const named = new Map(call.args.named);
  for (const name of data) {
    const value = named.get(name);
    if (value !== undefined)
      named.set(name, name === 'validation_data' ? each(machine, value) : capturedArray(machine, value));
  }
  return { ...call, args: { ...call.args, named } };
}

function each(machine: Machine, value: Value): Value {
  return isKind(value, 'list') ? { ...value, items: value.items.map((item) => capturedArray(machine, item)) } : value;
}

/** One array; a list with one array in it stands for it. */
export function capturedArray(machine: Machine, value: Value): Value {
  const [only] = isKind(value, 'list') && value.items.length === 1 ? value.items : [];
  const whole = isKind(only, 'array') ? only : value;
  const { arrays } = machine.trace.program;
  const id = arrays.capture(whole);
  return id === null ? value : array(arrays.contents.get(id)?.shape ?? null, { captured: id });
}
