import { absentFunctions } from './absent.js';
import { type Budget, spendFrom } from './budget.js';
import { readFunctions } from './files/readFunctions.js';
import { type ArrayFunction, taking } from './given.js';
import { datasetFunctions } from './keras/datasets.js';
import { kerasFunctions, tensorFunctions } from './keras/functions.js';
import { NotKnown } from './notKnown.js';
import { arrayAttribute, arrayMethod } from './numpy/arrayMembers.js';
import { entryFunctions } from './numpy/functions.js';
import { getItem, setItem } from './numpy/indexing.js';
import { NdArray } from './numpy/ndArray.js';
import { reduceFunctions } from './numpy/reduceFunctions.js';
import { searchFunctions } from './numpy/searchFunctions.js';
import { shapeFunctions } from './numpy/shapeFunctions.js';
import { seriesAttribute } from './pandas/columnAttributes.js';
import { frameAttribute, setFrameAttribute } from './pandas/frameAttributes.js';
import { frameMethod } from './pandas/frameMembers.js';
import { Index } from './pandas/labels.js';
import { tableFunctions } from './pandas/making.js';
import { merged } from './pandas/merging.js';
import { negate, operate } from './pandas/operators.js';
import type { ReadFile } from './pandas/readCsv.js';
import { frameItem, Locator, seriesItem, setFrameItem } from './pandas/selecting.js';
import { seriesMethod } from './pandas/seriesMembers.js';
import { DataFrame, Series } from './pandas/tables.js';
import { randomGenerator } from './random/generator.js';
import { LegacyRandom } from './random/legacyRandom.js';
import { pythonRandomFunctions } from './random/pythonRandom.js';
import { RandomState, randomMethods } from './random/randomState.js';
import { bundledFunctions } from './sklearn/bundled.js';
import { classWeightFunctions } from './sklearn/classWeights.js';
import { encodingFunctions } from './sklearn/encoding.js';
import { generatorFunctions } from './sklearn/generators.js';
import { pipelineFunctions } from './sklearn/pipelines.js';
import { scalingFunctions } from './sklearn/scaling.js';
import { splittingFunctions } from './sklearn/splitting.js';
import { type Arg, type Args, ArrayObject, Name } from './values.js';

export interface ArraysOptions {
  /** The bytes of a file that the program names. @throws {NotKnown} where it cannot be had */
  readonly read: ReadFile;
  /** The names of the folders in a folder that the program names, in ascending order. @throws {NotKnown} */
  readonly folders: (path: string) => readonly string[];
  readonly budget: Budget;
  /** Start of the random numbers that the program leaves to chance; the same one each time where it is null. */
  readonly seed: number | null;
}

/** A value with contents: what methods, attributes and indices are asked of. */
export type Contents = NdArray | ArrayObject;

export function isContents(value: Arg): value is Contents {
  return value instanceof NdArray || value instanceof ArrayObject;
}

/** Start of the random numbers of a program that sets no seed: any would do, and the same ones each time are easier to compare. */
const UNSEEDED = 20_240_601;

/** What NumPy, pandas and scikit-learn compute in one reading of a program, with its own random numbers. */
export class Arrays {
  /** NumPy's global state, which `random_state=None` stands for. */
  readonly global: LegacyRandom;
  private readonly functions: ReadonlyMap<string, ArrayFunction>;

  constructor(private readonly options: ArraysOptions) {
    const start = options.seed ?? UNSEEDED;
    this.global = new LegacyRandom(start);
    const random = Object.entries(randomMethods).map(([name, make]): [string, ArrayFunction] => [
      `numpy.random.${name}`,
      make(this.global),
    ]);
    const seedAll: ArrayFunction = (args, path) => {
      this.functions.get('random.seed')?.(args, path);
      return this.functions.get('numpy.random.seed')?.(args, path) ?? null;
    };
    const files = readFunctions(options.read);
    const load = files['numpy.load'];
    this.functions = new Map<string, ArrayFunction>([
      ...[
        absentFunctions,
        searchFunctions,
        entryFunctions,
        shapeFunctions,
        reduceFunctions,
        tensorFunctions,
        kerasFunctions,
        tableFunctions,
        scalingFunctions,
        encodingFunctions,
        classWeightFunctions,
      ].flatMap((table) => Object.entries(table)),
      ...Object.entries(splittingFunctions(this)),
      ...Object.entries(generatorFunctions(this)),
      ...Object.entries(files),
      ...Object.entries(load ? datasetFunctions(options.read, load) : {}),
      ...Object.entries(bundledFunctions),
      ...Object.entries(pipelineFunctions),
      ...Object.entries(pythonRandomFunctions(start)),
      ...random,
      [
        'numpy.random.RandomState',
        taking(
          'seed',
          (given) => new RandomState(new LegacyRandom(given.has('seed') ? given.integer('seed', 0) : start)),
        ),
      ],
      ['numpy.random.default_rng', taking('seed', (given) => randomGenerator(given.get('seed') ?? null, start))],
      [
        'pandas.merge',
        taking('left right how on left_on right_on left_index! right_index! sort! suffixes!', (given) => {
          const left = given.need('left');
          if (left instanceof DataFrame) return merged(left, given);
          throw new NotKnown('merging something other than tables is not supported');
        }),
      ],
      ['keras.utils.set_random_seed', seedAll],
    ]);
  }

  /** Classes of images: the folders in a folder. @throws {NotKnown} */
  classesIn(path: string): readonly string[] {
    return this.options.folders(path);
  }

  /** The full name of a function that is known here: modules of scikit-learn and Keras have had other places. */
  resolve(path: string): string | null {
    if (this.functions.has(path)) return path;
    const [, root, name] = /^(sklearn|keras)\..*\b(\w+)$/.exec(path) ?? [];
    // What is loaded is told by its module.
    if (!root || name === 'load_data') return null;
    for (const known of this.functions.keys())
      if (known.startsWith(`${root}.`) && known.endsWith(`.${name}`)) return known;
    return null;
  }

  /** @throws {NotKnown} */
  call(path: string, args: Args): Arg {
    return this.within(() => {
      const [first] = args.positional;
      const own = /^numpy\.(\w+)$/.exec(path)?.[1] ?? '';
      if (
        (first instanceof DataFrame || first instanceof Series) &&
        /^(?:mean|std|var|sum|max|min|median|amax|amin)$/.test(own)
      ) {
        return ofTable(this, first, own, args);
      }
      const known = this.functions.get(path);
      if (!known) throw new NotKnown(`${path} is not supported`);
      return known(args, path);
    });
  }

  method(self: Contents, name: string, args: Args): Arg {
    return this.within(() => {
      if (self instanceof NdArray) return arrayMethod(self, name, args);
      if (self instanceof DataFrame) return frameMethod(self, name, args, this);
      if (self instanceof Series) return seriesMethod(self, name, args, this);
      return self.method(name, args);
    });
  }

  /** Undefined where there is none that is known. */
  attribute(self: Contents, name: string): Arg | undefined {
    return this.within(() => {
      if (self instanceof NdArray) return arrayAttribute(self, name);
      if (self instanceof DataFrame) return frameAttribute(self, name);
      return self instanceof Series ? seriesAttribute(self, name) : self.attribute(name);
    });
  }

  item(self: Contents, indices: readonly Arg[]): Arg {
    return this.within(() => {
      const plain = indices.map((index) =>
        index instanceof Series || index instanceof Index ? index.toArray() : index,
      );
      if (self instanceof NdArray) return getItem(self, plain);
      if (self instanceof DataFrame) return frameItem(self, indices);
      return self instanceof Series ? seriesItem(self, indices) : self.item(indices);
    });
  }

  setItem(self: Contents, indices: readonly Arg[], value: Arg): void {
    this.within(() => {
      if (self instanceof NdArray) setItem(self, indices, value);
      else if (self instanceof DataFrame) setFrameItem(self, indices, value);
      else if (self instanceof Series) new Locator(self, 'loc').setItem(indices, value);
      else self.setItem(indices, value);
    });
  }

  /** `del self[...]`: a column of a table. */
  deleteItem(self: Contents, indices: readonly Arg[]): void {
    if (!(self instanceof DataFrame)) throw new NotKnown('deleting an entry is not supported');
    this.method(self, 'pop', { positional: indices, named: new Map() });
  }

  /** Puts other values in the place of all that an array or a table holds. */
  overwrite(self: Contents, value: Contents): void {
    this.within(() => {
      if (self instanceof NdArray && value instanceof NdArray) setItem(self, [new Name('Ellipsis')], value);
      else throw new NotKnown('a table is not changed in place');
    });
  }

  setAttribute(self: Contents, name: string, value: Arg): void {
    this.within(() => {
      if (self instanceof DataFrame) setFrameAttribute(self, name, value);
      else if (self instanceof Series && name === 'name' && typeof value === 'string') self.name = value;
      else if (self instanceof ArrayObject) self.setAttribute(name, value);
      else throw new NotKnown(`setting ${name} of an array is not supported`);
    });
  }

  operate(operator: string, left: Arg, right: Arg): Arg {
    return this.within(() => operate(operator, left, right));
  }

  negate(operator: string, value: Arg): Arg {
    return this.within(() => negate(operator, value));
  }

  /** What a loop goes over. */
  entries(self: Contents): readonly Arg[] {
    return this.within(() => {
      if (!(self instanceof NdArray)) return self.entries();
      if (self.ndim === 1) return self.scalars();
      return Array.from({ length: self.shape[0] ?? 0 }, (_, i) => self.row(i));
    });
  }

  private within<T>(compute: () => T): T {
    const before = spendFrom(this.options.budget);
    try {
      return compute();
    } finally {
      spendFrom(before);
    }
  }
}

/** `np.std(frame)` is the table's own statistic, with NumPy's degrees of freedom. */
function ofTable(arrays: Arrays, table: DataFrame | Series, name: string, args: Args): Arg {
  const own = { amax: 'max', amin: 'min' }[name] ?? name;
  const named = new Map<string, Arg>(own === 'std' || own === 'var' ? [['ddof', 0], ...args.named] : args.named);
  return arrays.method(table, own, { positional: args.positional.slice(1), named });
}
