import { array, type Lost, type PyArray } from '../values/arrays.js';
import { numeric } from '../values/numeric.js';
import { type Arguments, argumentsOf, isKind, type PyObject, tuple, type Value } from '../values/values.js';
import { argument, type LibraryCall } from './library.js';

interface Known {
  /** Name among GradLens's own; null where it has none. */
  readonly name: string | null;
  readonly rows: number;
  readonly testRows: number;
  readonly sample: readonly number[];
  readonly target: readonly number[];
  readonly classes: number | null;
  /** Why its numbers cannot be had, where that is to be said. */
  readonly lost?: string;
}

const known = (
  name: string | null,
  rows: number,
  testRows: number,
  sample: number[],
  classes: number | null,
): Known => ({
  name,
  rows,
  testRows,
  sample,
  target: [],
  classes,
});

/** Their lists of tokens are objects in an npz, and reading those is running what a file says. */
const pickled = (name: string): string =>
  `Keras keeps ${name} as pickled Python objects, which GradLens does not load; so the words of its tokens are not known either`;

const ofKeras: Readonly<Record<string, Known>> = {
  mnist: known('mnist', 60_000, 10_000, [28, 28], 10),
  fashion_mnist: known('fashion-mnist', 60_000, 10_000, [28, 28], 10),
  cifar10: { ...known(null, 50_000, 10_000, [32, 32, 3], 10), target: [1] },
  cifar100: { ...known(null, 50_000, 10_000, [32, 32, 3], 100), target: [1] },
  imdb: { ...known(null, 25_000, 25_000, [], 2), lost: pickled('IMDB') },
  reuters: { ...known(null, 8982, 2246, [], 46), lost: pickled('Reuters') },
  boston_housing: known(null, 404, 102, [13], null),
  california_housing: known(null, 16_512, 4128, [8], null),
};

const ofSklearn: Readonly<Record<string, Known>> = {
  load_iris: known('iris', 150, 0, [4], 3),
  load_digits: known('digits', 1797, 0, [64], 10),
  load_wine: known(null, 178, 0, [13], 3),
  load_breast_cancer: known(null, 569, 0, [30], 2),
  load_diabetes: known(null, 442, 0, [10], null),
  load_boston: known(null, 506, 0, [13], null),
  fetch_california_housing: known(null, 20_640, 0, [8], null),
};

/** Data that a dataset of Keras or scikit-learn is; undefined where the name is none. */
export function datasetCall(path: string): LibraryCall | undefined {
  const [, of, name = ''] = /(?:^|\.)(\w+)\.(load_data|\w+)$/.exec(path) ?? [null, '', path];
  const keras = name === 'load_data' && of && Object.hasOwn(ofKeras, of) ? ofKeras[of] : undefined;
  if (keras)
    return ({ machine, node }) => {
      const lost = keras.lost === undefined ? null : { node, reason: keras.lost };
      const both = tuple([pair(keras, keras.rows, lost), pair(keras, keras.testRows, lost)]);
      return remember(machine.trace.data, both);
    };
  const made = Object.hasOwn(generators, name) ? generators[name] : undefined;
  if (made) return ({ machine, args }) => remember(machine.trace.data, pair(made(args)));
  const loaded = Object.hasOwn(ofSklearn, name) ? ofSklearn[name] : undefined;
  if (loaded) return ({ machine, args, node }) => remember(machine.trace.data, bunch(loaded, args, node));
  return undefined;
}

function remember<T extends Value>(data: Value[], value: T): T {
  data.push(value);
  return value;
}

function pair(dataset: Known, rows = dataset.rows, lost: Lost | null = null): Value {
  return tuple([
    { ...inputs(dataset, rows), lost },
    { ...targets(dataset, rows), lost },
  ]);
}

function inputs(dataset: Known, rows: number, sample = dataset.sample): PyArray {
  return array([rows, ...sample], { origin: { kind: 'dataset', name: dataset.name, sample: dataset.sample } });
}

function targets(dataset: Known, rows: number): PyArray {
  const origin = { kind: 'dataset', name: dataset.name, sample: dataset.sample } as const;
  return array([rows, ...dataset.target], { origin, classes: dataset.classes });
}

function bunch(dataset: Known, args: Arguments, node: PyObject['call']['node']): Value {
  if (argument(args, 0, 'return_X_y') === true) return pair(dataset);
  const [data, target] = [inputs(dataset, dataset.rows), targets(dataset, dataset.rows)];
  const attributes = new Map<string, Value>([
    ['data', data],
    ['target', target],
    ...(dataset.name === 'digits' ? ([['images', inputs(dataset, dataset.rows, [8, 8])]] as const) : []),
  ]);
  return { kind: 'object', call: { path: 'sklearn.utils.Bunch', args: argumentsOf([]), node }, attributes };
}

const count = (args: Arguments, position: number, name: string, otherwise: number) =>
  numeric(argument(args, position, name)) ?? otherwise;

const generators: Readonly<Record<string, (args: Arguments) => Known>> = {
  make_moons: (args) => known('moons', count(args, 0, 'n_samples', 100), 0, [2], 2),
  make_circles: (args) => known('circles', count(args, 0, 'n_samples', 100), 0, [2], 2),
  make_blobs: (args) => {
    const features = count(args, 1, 'n_features', 2);
    const centers = argument(args, 2, 'centers');
    const classes = isKind(centers, 'list') ? centers.items.length : (numeric(centers) ?? 3);
    return known(features === 2 ? 'blobs' : null, count(args, 0, 'n_samples', 100), 0, [features], classes);
  },
  make_classification: (args) =>
    known(
      null,
      count(args, 0, 'n_samples', 100),
      0,
      [count(args, 1, 'n_features', 20)],
      count(args, 5, 'n_classes', 2),
    ),
  make_regression: (args) =>
    known(null, count(args, 0, 'n_samples', 100), 0, [count(args, 1, 'n_features', 100)], null),
};
