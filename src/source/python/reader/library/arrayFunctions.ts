import { array, type DataOrigin, type PyArray } from '../values/arrays.js';
import { numeric } from '../values/numeric.js';
import { external, isKind, list, type PyList, type Value } from '../values/values.js';
import { reshaped, transposed } from './arrayMethods.js';
import { argument, type LibraryCall } from './library.js';

function sizesOf(value: Value | undefined): (number | null)[] | null {
  if (isKind(value, 'list')) return value.items.map((item) => numeric(item));
  const size = numeric(value);
  return size === null ? null : [size];
}

/** An array made with a shape: `np.zeros((10, 4))`, `np.random.normal(size=(10, 4))`. */
const withShape =
  (position: number, name: string): LibraryCall =>
  ({ args }) => {
    const shape = argument(args, position, name, 'shape');
    return shape === undefined ? undefined : array(sizesOf(shape));
  };

const withSizes: LibraryCall = ({ args }) => array(args.positional.map((size) => numeric(size)));

/** The first argument with a change. */
function ofArray(
  change: (value: PyArray, rest: readonly Value[], named: ReadonlyMap<string, Value>) => Value | undefined,
): LibraryCall {
  return ({ args }) => {
    const [first, ...rest] = args.positional;
    return isKind(first, 'array') ? change(first, rest, args.named) : undefined;
  };
}

/** Shape of a nested list, as far as its first entries tell. */
function literalShape(value: Value | undefined, depth = 0): (number | null)[] {
  if (isKind(value, 'array')) return [...(value.shape ?? [null])];
  if (!isKind(value, 'list') || depth > 6) return [];
  return [value.lost ? null : value.items.length, ...literalShape(value.items[0], depth + 1)];
}

const asArray: LibraryCall = ({ args }) => {
  const [first] = args.positional;
  if (isKind(first, 'array')) return first;
  if (!isKind(first, 'list') || first.items.length === 0) return undefined;
  return array(literalShape(first), { origin: exclusiveOr(first) });
};

const expandDims = ofArray((value, rest, named) => {
  const axis = numeric(named.get('axis') ?? rest[0]) ?? -1;
  const shape = [...(value.shape ?? [])];
  shape.splice(axis < 0 ? shape.length + axis + 1 : axis, 0, 1);
  return value.shape ? array(shape, value) : value;
});

/** One-hot targets: as many columns as there are classes. */
const oneHot: LibraryCall = ({ args }) => {
  const value = argument(args, 0, 'y');
  const given = numeric(argument(args, 1, 'num_classes', 'nb_classes'));
  if (!isKind(value, 'array')) return given === null ? undefined : array([null, given]);
  const classes = given ?? value.classes;
  return array([value.shape?.[0] ?? null, classes], { ...value, classes });
};

const unique: LibraryCall = ({ args }) => {
  const [value] = args.positional;
  const classes = isKind(value, 'array') ? value.classes : classCount(value);
  return array([classes], { classes });
};

const largest = ofArray((value, rest, named) =>
  value.classes !== null && rest.length === 0 && named.size === 0 ? value.classes - 1 : undefined,
);

const padded: LibraryCall = ({ args }) => {
  const value = argument(args, 0, 'sequences');
  const length = numeric(argument(args, 1, 'maxlen'));
  const from = isKind(value, 'array') ? value : {};
  return array([isKind(value, 'array') ? (value.shape?.[0] ?? null) : null, length], from);
};

const split: LibraryCall = ({ args }) => {
  const share = numeric(args.named.get('test_size')) ?? 0.25;
  return list(args.positional.flatMap((value) => parts(value, share)));
};

function parts(value: Value, share: number): Value[] {
  if (!isKind(value, 'array')) return [value, value];
  const [rows = null, ...rest] = value.shape ?? [];
  const test = rows === null ? null : Math.ceil(share < 1 ? rows * share : share);
  const sizes = rows === null || test === null ? [null, null] : [rows - test, test];
  return sizes.map((size) => (value.shape ? array([size, ...rest], value) : value));
}

/** Functions that make or change arrays, by their full name. */
export const arrayFunctions: Readonly<Record<string, LibraryCall>> = {
  'numpy.zeros': withShape(0, 'shape'),
  'numpy.ones': withShape(0, 'shape'),
  'numpy.empty': withShape(0, 'shape'),
  'numpy.random.random': withShape(0, 'size'),
  'numpy.random.random_sample': withShape(0, 'size'),
  'numpy.random.sample': withShape(0, 'size'),
  'numpy.random.normal': withShape(2, 'size'),
  'numpy.random.uniform': withShape(2, 'size'),
  'numpy.random.randint': withShape(2, 'size'),
  'numpy.random.choice': withShape(1, 'size'),
  'tensorflow.random.normal': withShape(0, 'shape'),
  'tensorflow.random.uniform': withShape(0, 'shape'),
  'tensorflow.zeros': withShape(0, 'shape'),
  'tensorflow.ones': withShape(0, 'shape'),
  'numpy.random.rand': withSizes,
  'numpy.random.randn': withSizes,
  'numpy.linspace': ({ args }) => array([numeric(argument(args, 2, 'num') ?? 50)]),
  'numpy.arange': ({ machine, args, node }) => machine.call(external('range'), args, node),
  'numpy.eye': ({ args }) => array([numeric(args.positional[0]), numeric(args.positional[0])]),
  'numpy.array': asArray,
  'numpy.asarray': asArray,
  'numpy.float32': asArray,
  'tensorflow.convert_to_tensor': asArray,
  'tensorflow.constant': asArray,
  'tensorflow.cast': asArray,
  'pandas.DataFrame': asArray,
  'numpy.reshape': ofArray((value, rest) => reshaped(value, rest)),
  'tensorflow.reshape': ofArray((value, rest) => reshaped(value, rest)),
  'numpy.transpose': ofArray((value, rest) => transposed(value, rest)),
  'numpy.expand_dims': expandDims,
  'tensorflow.expand_dims': expandDims,
  'numpy.unique': unique,
  'numpy.max': largest,
  'numpy.amax': largest,
  'numpy.argmax': ofArray((value) => array(value.shape?.slice(0, -1) ?? null, value)),
  'keras.utils.to_categorical': oneHot,
  'tensorflow.one_hot': oneHot,
  'keras.preprocessing.sequence.pad_sequences': padded,
  'sklearn.model_selection.train_test_split': split,
};

/** The four inputs of XOR, which GradLens has. */
function exclusiveOr(rows: PyList): DataOrigin | null {
  const pairs = rows.items.map((row) =>
    isKind(row, 'list') && row.items.length === 2 ? row.items.map(Number).join() : '',
  );
  const isXor = pairs.length === 4 && ['0,0', '0,1', '1,0', '1,1'].every((pair) => pairs.includes(pair));
  return isXor ? { kind: 'dataset', name: 'xor', sample: [2] } : null;
}

function classCount(value: Value | undefined): number | null {
  return isKind(value, 'list') ? new Set(value.items).size : null;
}
