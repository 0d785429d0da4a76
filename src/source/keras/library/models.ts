import { Fitted, type Machine } from '../machine.js';
import type { PyNode } from '../tree.js';
import { unknown } from '../values/unknown.js';
import type { Arguments, Call, PyModel, Value } from '../values/values.js';

const compileOrder = ['optimizer', 'loss', 'metrics', 'loss_weights'];
const fitOrder = [
  'x',
  'y',
  'batch_size',
  'epochs',
  'verbose',
  'callbacks',
  'validation_split',
  'validation_data',
  'shuffle',
];
const generatorOrder = ['x', 'steps_per_epoch', 'epochs', 'verbose', 'callbacks', 'validation_data'];

/** A method of a Sequential; undefined where its result is not known. */
export function modelMethod(
  machine: Machine,
  model: PyModel,
  name: string,
  args: Arguments,
  node: PyNode,
): Value | undefined {
  const [first] = args.positional;
  switch (name) {
    case 'add': {
      const layer = first ?? args.named.get('layer');
      if (layer !== undefined) model.layers.push(layer);
      machine.trace.changes++;
      return null;
    }
    case 'pop':
      model.layers.pop();
      return null;
    case 'build':
      model.buildShape ??= args.named.get('input_shape') ?? first;
      return null;
    case 'compile':
      machine.trace.changes++;
      model.compile = call(name, args, node, compileOrder);
      return null;
    case 'fit':
    case 'fit_generator':
      model.fit ??= call(name, args, node, name === 'fit' ? fitOrder : generatorOrder);
      if (machine.trace.models.includes(model)) throw new Fitted();
      return unknown(machine, node);
    default:
      return undefined;
  }
}

/** A call with all arguments by name. */
function call(path: string, args: Arguments, node: PyNode, order: readonly string[]): Call {
  const named = new Map(args.named);
  args.positional.forEach((value, i) => {
    const name = order[i];
    if (name !== undefined && !named.has(name)) named.set(name, value);
  });
  return { path, args: { positional: [], named }, node };
}
