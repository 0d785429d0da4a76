import { NotKnown } from '../../../../arrays/notKnown.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { sampleCount } from '../program/batchContents.js';
import { batches, batchesOf } from '../values/batches.js';
import { numeric } from '../values/numeric.js';
import {
  type Arguments,
  argumentsOf,
  type Batches,
  isKind,
  list,
  type PyObject,
  type Value,
} from '../values/values.js';
import { argument, type LibraryCall } from './library.js';
import { mapped, repeated, wholeBatches } from './mappedBatches.js';

export function batchesObject(made: Batches, node: PythonNode): PyObject {
  return {
    kind: 'object',
    call: { path: 'keras.Batches', args: argumentsOf([]), node },
    attributes: new Map(),
    batches: made,
  };
}

const count = (value: Value | undefined, otherwise: number) => numeric(value) ?? otherwise;

/** `tf.data.Dataset.from_tensor_slices((x, y))`. */
const fromTensorSlices: LibraryCall = ({ args, node }) => {
  const [given = null] = args.positional;
  const [x = null, y = null, sampleWeight = null] = isKind(given, 'list') && given.tuple ? given.items : [given];
  return batchesObject(batches({ x, y, sampleWeight }), node);
};

/** `tf.data.Dataset.zip((inputs, targets))`. */
const zip: LibraryCall = ({ args, node }) => {
  const [given = null] = args.positional;
  const [first, second] = isKind(given, 'list') ? given.items : args.positional;
  const [x, y] = [batchesOf(first), batchesOf(second)];
  return x && y ? batchesObject({ ...x, y: y.x, left: [...x.left, ...y.left] }, node) : undefined;
};

/** `TimeseriesGenerator(data, targets, length=10, batch_size=32)`. */
const timeseriesGenerator: LibraryCall = ({ args, node }) => {
  const at = (position: number, name: string) => argument(args, position, name);
  const length = numeric(at(2, 'length'));
  if (length === null) return undefined;
  const windows = {
    length,
    samplingRate: count(at(3, 'sampling_rate'), 1),
    stride: count(at(4, 'stride'), 1),
    start: count(at(5, 'start_index'), 0),
    end: numeric(at(6, 'end_index')),
    reverse: at(8, 'reverse') === true,
    targetAt: length,
  };
  const made = { x: at(0, 'data') ?? null, y: at(1, 'targets') ?? null, windows };
  const batchSize = count(at(9, 'batch_size'), 128);
  return batchesObject(batches({ ...made, batchSize, shuffle: at(7, 'shuffle') === true, restarts: true }), node);
};

/** `timeseries_dataset_from_array(data, targets, sequence_length=10)`. */
const timeseriesDataset: LibraryCall = ({ args, node }) => {
  const at = (position: number, name: string) => argument(args, position, name);
  const length = numeric(at(2, 'sequence_length'));
  if (length === null) return undefined;
  const samplingRate = count(at(4, 'sampling_rate'), 1);
  const end = numeric(at(9, 'end_index'));
  const windows = {
    length: (length - 1) * samplingRate + 1,
    samplingRate,
    stride: count(at(3, 'sequence_stride'), 1),
    start: count(at(8, 'start_index'), 0),
    end: end === null ? null : end - 1,
    reverse: false,
    targetAt: 0,
  };
  const made = { x: at(0, 'data') ?? null, y: at(1, 'targets') ?? null, windows };
  const batchSize = at(5, 'batch_size') === null ? null : count(at(5, 'batch_size'), 128);
  return batchesObject(batches({ ...made, batchSize, shuffle: at(6, 'shuffle') === true }), node);
};

/** `image_dataset_from_directory('photos', image_size=(64, 64))`. */
const imageDataset: LibraryCall = ({ args, node }) => {
  const [height, width] = sizes(argument(args, 6, 'image_size'));
  const folder = {
    path: argument(args, 0, 'directory') ?? null,
    height,
    width,
    grayscale: argument(args, 4, 'color_mode') === 'grayscale',
  };
  const batchSize = count(argument(args, 5, 'batch_size'), 32);
  const shuffle = argument(args, 7, 'shuffle') !== false;
  return batchesObject(batches({ folder, batchSize, shuffle, left: subset(args) }), node);
};

/** A share of a folder is not told apart: which files are in it is Keras's choice. */
function subset(args: Arguments): string[] {
  return args.named.has('subset') ? ['subset'] : [];
}

function sizes(value: Value | undefined): [number, number] {
  const [height, width] = isKind(value, 'list') ? value.items.map((item) => numeric(item)) : [];
  return [height ?? 256, width ?? height ?? 256];
}

/** Functions and classes that give batches, by their full name. */
export const batchFunctions: Readonly<Record<string, LibraryCall>> = {
  'tensorflow.data.Dataset.from_tensor_slices': fromTensorSlices,
  'tensorflow.data.Dataset.zip': zip,
  'keras.preprocessing.sequence.TimeseriesGenerator': timeseriesGenerator,
  TimeseriesGenerator: timeseriesGenerator,
  'keras.utils.timeseries_dataset_from_array': timeseriesDataset,
  'keras.preprocessing.timeseries_dataset_from_array': timeseriesDataset,
  'keras.utils.image_dataset_from_directory': imageDataset,
  'keras.preprocessing.image_dataset_from_directory': imageDataset,
};

/** How many samples, and how large batches are. */
export function batchesAttribute(machine: Machine, { batches: from }: PyObject, name: string): Value | undefined {
  if (!from) return undefined;
  if (/^(?:class_names|class_indices|num_classes)$/.test(name)) return classesOf(machine, from, name);
  if (name === 'batch_size') return from.batchSize ?? undefined;
  return name === 'n' || name === 'samples' ? (sampleCount(from) ?? undefined) : undefined;
}

/** The folders in the folder of images, by name. */
function classesOf(machine: Machine, { folder }: Batches, name: string): Value | undefined {
  if (!folder || typeof folder.path !== 'string') return undefined;
  try {
    const classes = machine.arrays.classesIn(folder.path);
    if (name === 'num_classes') return classes.length;
    if (name === 'class_names') return list([...classes]);
    return { kind: 'dict', entries: new Map(classes.map((each, i) => [each, i])) };
  } catch (error) {
    if (error instanceof NotKnown) return undefined;
    throw error;
  }
}

/** A method of what gives batches; undefined where it is not known. */
export function batchesMethod(
  machine: Machine,
  self: PyObject,
  from: Batches,
  name: string,
  args: Arguments,
  node: PythonNode,
): Value | undefined {
  const [first = null] = args.positional;
  const size = numeric(args.named.get('batch_size') ?? first);
  const change = (changes: Partial<Batches>) => ({ ...self, batches: { ...from, ...changes } });
  const made = name === 'map' ? mapped(machine, from, args.named.get('map_func') ?? first, node) : null;
  if (made) return change(made);
  const times = name === 'repeat' ? numeric(args.named.get('count') ?? first) : null;
  if (times !== null && times > 1)
    return change(repeated(machine, from, times, node) ?? { left: [...from.left, 'repeat'] });
  if (name === 'batch' && size !== null && args.named.get('drop_remainder') === true)
    return change(wholeBatches(from, size));
  if (/^(?:prefetch|cache|repeat|with_options|as_numpy_iterator|reset)$/.test(name)) return self;
  if (name === 'shuffle') return change({ shuffle: true });
  if (name === 'batch') return size === null ? change({ left: [...from.left, 'batch'] }) : change({ batchSize: size });
  if ((name === 'take' || name === 'skip') && size !== null) return change({ part: partOf(from, name, size) });
  if (
    /^(?:map|filter|flat_map|interleave|window|padded_batch|unbatch|concatenate|take|skip|shard|enumerate)$/.test(name)
  )
    return change({ left: [...from.left, name] });
  return undefined;
}

function partOf({ part: [start, end], batchSize }: Batches, name: 'take' | 'skip', size: number): [number, number] {
  const rows = size * (batchSize ?? 1);
  return name === 'skip' ? [start + rows, end] : [start, size < 0 ? end : Math.min(end, start + rows)];
}
