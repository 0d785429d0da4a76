import { brotliDecompressSync } from 'node:zlib';
import { type ArrayFunction, taking } from '../given.js';
import { floats, integers, objects } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { frameOf } from '../pandas/frames.js';
import { Index } from '../pandas/labels.js';
import { DataFrame, Series } from '../pandas/tables.js';
import { type Arg, ArrayObject } from '../values.js';
import digits from './files/digits.json' with { type: 'json' };
import iris from './files/iris.json' with { type: 'json' };
import tables from './files/tables.json' with { type: 'json' };

/** What `load_iris()` gives: arrays by their names. */
class Bunch extends ArrayObject {
  override readonly type = 'Bunch';

  constructor(private readonly parts: Readonly<Record<string, Arg>>) {
    super();
  }

  override attribute(name: string): Arg | undefined {
    return Object.hasOwn(this.parts, name) ? this.parts[name] : undefined;
  }

  override item([name = null]: readonly Arg[]): Arg {
    return (typeof name === 'string' ? this.attribute(name) : undefined) ?? super.item([name]);
  }

  override entries(): readonly Arg[] {
    return Object.keys(this.parts);
  }
}

interface Loaded {
  readonly data: NdArray;
  readonly target: NdArray;
  readonly features: readonly string[];
  readonly classes: readonly string[] | null;
  readonly more?: Readonly<Record<string, Arg>>;
}

const load = (make: () => Loaded): ArrayFunction =>
  taking('| return_X_y as_frame scaled', (given) => {
    const { data, target, features, classes, more } = make();
    const asFrame = given.flag('as_frame', false);
    const columns = new Index(features);
    const [x, y]: [Arg, Arg] = asFrame
      ? [frameOf(data, undefined, columns), new Series(target, undefined, 'target')]
      : [data, target];
    if (given.flag('return_X_y', false)) return [x, y];
    const names = {
      feature_names: objects([...features], 'str'),
      ...(classes ? { target_names: objects([...classes], 'str') } : {}),
    };
    const frame = asFrame
      ? new DataFrame(new Index([...features, 'target']), [...(x as DataFrame).data, target], Index.range(target.size))
      : null;
    return new Bunch({ data: x, target: y, frame, ...names, ...more });
  });

const IRIS = ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)'];

function unpacked(text: string): Uint8Array {
  return brotliDecompressSync(Buffer.from(text, 'base64'));
}

function loadDigits(): Loaded {
  const data = floats(Float64Array.from(unpacked(digits.pixels)), [digits.labels.length, 64]);
  return {
    data,
    target: integers(Array.from(digits.labels, Number)),
    features: Array.from({ length: 64 }, (_, i) => `pixel_${Math.floor(i / 8)}_${i % 8}`),
    classes: Array.from({ length: 10 }, (_, digit) => String(digit)),
    more: { images: data.withShape([digits.labels.length, 8, 8]) },
  };
}

/** A table whose rows end with the target. */
function tableOf({ rows, features }: { rows: string; features: readonly string[] }): {
  data: NdArray;
  target: Float64Array;
} {
  const lines = new TextDecoder()
    .decode(unpacked(rows))
    .split('\n')
    .map((line) => line.split(',').map(Number));
  const width = features.length;
  return {
    data: floats(Float64Array.from(lines.flatMap((line) => line.slice(0, width))), [lines.length, width]),
    target: Float64Array.from(lines, (line) => line[width] ?? 0),
  };
}

function classified(table: { rows: string; features: readonly string[]; classes: readonly string[] }): Loaded {
  const { data, target } = tableOf(table);
  return { data, target: integers(target), features: table.features, classes: table.classes };
}

/** Columns of mean 0 whose squares sum up to 1. */
function loadDiabetes(): Loaded {
  const { data, target } = tableOf(tables.diabetes);
  const [rows = 0, width = 0] = data.shape;
  const numbers = Float64Array.from(data.numbers());
  for (let column = 0; column < width; column++) {
    const values = Float64Array.from({ length: rows }, (_, row) => numbers[row * width + column] ?? 0);
    const center = values.reduce((a, b) => a + b, 0) / rows;
    const length = Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0));
    for (const [row, value] of values.entries()) numbers[row * width + column] = (value - center) / length;
  }
  return {
    data: floats(numbers, data.shape),
    target: floats(target),
    features: tables.diabetes.features,
    classes: null,
  };
}

/** Data that scikit-learn brings along, and GradLens too. */
export const bundledFunctions: Readonly<Record<string, ArrayFunction>> = {
  'sklearn.datasets.load_iris': load(() => ({
    data: floats(Float64Array.from(iris.measures.flat()), [iris.measures.length, 4]),
    target: integers(iris.measures.map((_, row) => Math.floor(row / 50))),
    features: IRIS,
    classes: ['setosa', 'versicolor', 'virginica'],
  })),
  'sklearn.datasets.load_digits': load(loadDigits),
  'sklearn.datasets.load_wine': load(() => classified(tables.wine)),
  'sklearn.datasets.load_breast_cancer': load(() => classified(tables.breastCancer)),
  'sklearn.datasets.load_diabetes': load(loadDiabetes),
};
