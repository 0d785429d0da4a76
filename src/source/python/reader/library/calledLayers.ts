import { Vocabulary } from '../../../../arrays/keras/vocabulary.js';
import type { PythonNode } from '../../syntax/node.js';
import { computed } from '../contents/computed.js';
import { contentsOf } from '../contents/contentsOf.js';
import { toArgs, toValue } from '../contents/convert.js';
import type { Machine } from '../machine.js';
import { numeric } from '../values/numeric.js';
import { unknown } from '../values/unknown.js';
import { type Arguments, isKind, lastName, type PyObject, type Value } from '../values/values.js';
import { argument } from './library.js';

/** A layer that is called with data: `Rescaling(1. / 255)(images)`, `vectorize(texts)`. Undefined where it is not known what it gives. */
export function calledLayer(machine: Machine, layer: PyObject, args: Arguments, node: PythonNode): Value | undefined {
  const own = contentsOf(layer);
  if (own instanceof Vocabulary)
    return computed(
      node,
      () => machine.arrays.method(own, 'call', toArgs(machine, args, node)),
      () => unknown(machine, node),
    );
  const contents = contentsOf(args.positional[0]);
  if (lastName(layer.call.path) !== 'Rescaling' || !contents) return undefined;
  const scale = numeric(argument(layer.call.args, 0, 'scale'));
  const offset = numeric(argument(layer.call.args, 1, 'offset') ?? 0);
  if (scale === null || offset === null) return undefined;
  const scaled = machine.arrays.operate('*', contents, scale);
  return toValue(
    machine.arrays.operate('+', scaled, offset),
    node,
    isKind(args.positional[0], 'array') ? args.positional[0] : undefined,
  );
}
