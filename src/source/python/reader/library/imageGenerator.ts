import type { PythonNode } from '../../syntax/node.js';
import { batches } from '../values/batches.js';
import { numeric } from '../values/numeric.js';
import { type Arguments, isKind, type PyObject, type Value } from '../values/values.js';
import { batchesObject } from './batchSources.js';
import { argument } from './library.js';

/** Arguments that change no image. */
const plain = new Set([
  'rescale',
  'validation_split',
  'data_format',
  'dtype',
  'fill_mode',
  'cval',
  'interpolation_order',
]);

/** A method of an `ImageDataGenerator`; undefined where it gives no batches. */
export function imageGeneratorMethod(
  self: PyObject,
  name: string,
  args: Arguments,
  node: PythonNode,
): Value | undefined {
  if (name === 'fit') return null;
  const { named } = self.call.args;
  const scale = numeric(named.get('rescale')) ?? 1;
  const left = [...named].filter(([key, value]) => !plain.has(key) && isOn(value)).map(([key]) => key);
  if (name === 'flow') return flow(self, args, { scale, left }, node);
  if (name === 'flow_from_directory') return fromDirectory(args, { scale, left }, node);
  return undefined;
}

function isOn(value: Value): boolean {
  return value !== null && value !== false && value !== 0;
}

interface Changes {
  readonly scale: number;
  readonly left: readonly string[];
}

/** Keras takes the first share of the samples for validation. */
function flow(self: PyObject, args: Arguments, changes: Changes, node: PythonNode): PyObject {
  const [given = null] = [argument(args, 0, 'x')];
  const split = numeric(self.call.args.named.get('validation_split')) ?? 0;
  const subset = argument(args, 99, 'subset');
  const part: [number, number] =
    subset === 'validation' ? [0, split] : subset === 'training' ? [split, 1] : [0, Number.POSITIVE_INFINITY];
  return batchesObject(
    batches({
      ...changes,
      restarts: true,
      x: given ?? null,
      y: argument(args, 1, 'y') ?? null,
      sampleWeight: argument(args, 4, 'sample_weight') ?? null,
      batchSize: numeric(argument(args, 2, 'batch_size')) ?? 32,
      shuffle: argument(args, 3, 'shuffle') !== false,
      part,
    }),
    node,
  );
}

function fromDirectory(args: Arguments, { scale, left }: Changes, node: PythonNode): PyObject {
  const size = argument(args, 1, 'target_size');
  const [height, width] = isKind(size, 'list') ? size.items.map((item) => numeric(item)) : [];
  const folder = {
    path: argument(args, 0, 'directory') ?? null,
    height: height ?? 256,
    width: width ?? height ?? 256,
    grayscale: argument(args, 2, 'color_mode') === 'grayscale',
  };
  const batchSize = numeric(argument(args, 5, 'batch_size')) ?? 32;
  const shuffle = argument(args, 6, 'shuffle') !== false;
  const kept = args.named.has('subset') ? [...left, 'subset'] : left;
  return batchesObject(batches({ folder, batchSize, shuffle, scale, left: kept }), node);
}
