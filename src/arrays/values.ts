import { NotKnown, type Scalar } from './notKnown.js';
import type { NdArray } from './numpy/ndArray.js';

/**
 * What functions of NumPy, pandas and scikit-learn take and give. Numbers are Python's floats and whole numbers alike; lists and tuples are arrays of
 * JavaScript, dicts are maps.
 */
export type Arg = Scalar | NdArray | ArrayObject | Slice | Callable | readonly Arg[] | ReadonlyMap<Scalar, Arg>;

export interface Args {
  readonly positional: readonly Arg[];
  readonly named: ReadonlyMap<string, Arg>;
}

/** `a:b:c` between brackets. */
export class Slice {
  constructor(
    readonly start: Scalar,
    readonly stop: Scalar,
    readonly step: Scalar,
  ) {}
}

/** A function of the program's own, or another that it names. */
export class Callable {
  constructor(readonly run: (...positional: readonly Arg[]) => Arg) {}
}

/** Something by its dotted name that is no value here: `numpy.float32`, `int`, `Ellipsis`. */
export class Name extends Callable {
  constructor(
    readonly path: string,
    run?: Callable['run'],
  ) {
    super(
      run ??
        (() => {
          throw new NotKnown(`${path} is not supported as a function`);
        }),
    );
  }
}

/** A value with attributes and methods: a table, a scaler, a generator of random numbers. */
export abstract class ArrayObject {
  /** Its class, as a person would write it. */
  abstract readonly type: string;

  /** Undefined where it has no such attribute that is known here. */
  attribute(_name: string): Arg | undefined {
    return undefined;
  }

  /** @throws {NotKnown} */
  method(name: string, _args: Args): Arg {
    throw new NotKnown(`${name} of ${this.type} is not supported`);
  }

  /** @throws {NotKnown} */
  item(_indices: readonly Arg[]): Arg {
    throw new NotKnown(`[...] of ${this.type} is not supported`);
  }

  /** @throws {NotKnown} */
  setItem(_indices: readonly Arg[], _value: Arg): void {
    throw new NotKnown(`[...] = ... of ${this.type} is not supported`);
  }

  /** @throws {NotKnown} */
  setAttribute(name: string, _value: Arg): void {
    throw new NotKnown(`setting ${name} of ${this.type} is not supported`);
  }

  /** The same with a function on all numbers: a table or column stays one. @throws {NotKnown} */
  mapped(_compute: (array: NdArray) => NdArray): Arg {
    throw new NotKnown(`a function of numbers on ${this.type} is not supported`);
  }

  /** Its numbers. @throws {NotKnown} where it has none */
  toArray(): NdArray {
    throw new NotKnown(`${this.type} is not an array`);
  }

  /** What a loop goes over. @throws {NotKnown} */
  entries(): readonly Arg[] {
    throw new NotKnown(`iterating over ${this.type} is not supported`);
  }
}

export function isScalar(value: Arg): value is Scalar {
  return value === null || typeof value !== 'object';
}

export function isList(value: Arg | undefined): value is readonly Arg[] {
  return Array.isArray(value);
}

export function isMap(value: Arg | undefined): value is ReadonlyMap<Scalar, Arg> {
  return value instanceof Map;
}
