import { NotKnown } from './notKnown.js';
import { dtypeOf } from './numpy/dtypeOf.js';
import type { DType } from './numpy/dtypes.js';
import type { NdArray } from './numpy/ndArray.js';
import { arrayOf, asArray } from './numpy/nested.js';
import type { Along } from './numpy/reductions.js';
import { type Arg, type Args, isList } from './values.js';

/** The arguments of a call by their names. */
export class Given {
  constructor(
    private readonly path: string,
    private readonly values: ReadonlyMap<string, Arg>,
    /** Where the function takes any number of them. */
    readonly rest: readonly Arg[],
  ) {}

  get(name: string): Arg | undefined {
    return this.values.get(name);
  }

  /** Whether it is given and not None. */
  has(name: string): boolean {
    return (this.values.get(name) ?? null) !== null;
  }

  need(name: string): Arg {
    const value = this.values.get(name);
    if (value === undefined) throw new NotKnown(`${this.path} without ${name} is not supported`);
    return value;
  }

  array(name: string): NdArray {
    return asArray(this.need(name));
  }

  number(name: string, otherwise: number): number {
    const value = this.values.get(name) ?? otherwise;
    if (typeof value === 'boolean') return Number(value);
    if (typeof value === 'number') return value;
    throw this.unlike(name, 'a number');
  }

  integer(name: string, otherwise: number): number {
    const value = this.number(name, otherwise);
    if (!Number.isInteger(value)) throw this.unlike(name, 'a whole number');
    return value;
  }

  maybeNumber(name: string): number | null {
    return this.has(name) ? this.number(name, 0) : null;
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.values.get(name) ?? otherwise;
    if (typeof value === 'boolean' || typeof value === 'number') return Boolean(value);
    throw this.unlike(name, 'True or False');
  }

  text(name: string, otherwise: string): string {
    const value = this.values.get(name) ?? otherwise;
    if (typeof value === 'string') return value;
    throw this.unlike(name, 'a text');
  }

  maybeText(name: string): string | null {
    return this.has(name) ? this.text(name, '') : null;
  }

  /** One number, or several: a shape, axes. */
  numbers(name: string): number[] {
    const value = this.need(name);
    const items =
      typeof value === 'number' ? [value] : isList(value) ? [...value] : Array.from(arrayOf(value).numbers());
    if (items.every((item) => typeof item === 'number')) return items;
    throw this.unlike(name, 'made of numbers');
  }

  dtype(otherwise: DType, name = 'dtype'): DType {
    return this.has(name) ? dtypeOf(this.need(name)) : otherwise;
  }

  along(axis = 'axis', keepDims = 'keepdims'): Along {
    return { axes: this.has(axis) ? this.numbers(axis) : null, keepDims: this.flag(keepDims, false) };
  }

  unlike(name: string, what: string): NotKnown {
    return new NotKnown(`${name} of ${this.path} is not supported: it is not ${what}`);
  }
}

export type ArrayFunction = (args: Args, path: string) => Arg;

/**
 * A function with the names of its arguments in order. `name~` makes no difference to what it gives; `name!` is not known here unless it is None or
 * False; `*name` takes all that follow; names after `|` are only taken by name.
 */
export function taking(names: string, run: (given: Given) => Arg): ArrayFunction {
  const [first = '', byName = ''] = names.split('|');
  const words = (text: string) => text.split(' ').filter((word) => word !== '');
  const ordered = words(first);
  const all = [...ordered, ...words(byName)];
  const star = ordered.findIndex((name) => name.startsWith('*'));
  const plain = (name: string) => name.replace(/[~!*]/g, '');
  return (args, path) => {
    const values = new Map<string, Arg>();
    const own = star < 0 ? args.positional : args.positional.slice(0, star);
    if (own.length > ordered.length) throw new NotKnown(`${path} does not take ${own.length} positional arguments`);
    for (const [i, value] of own.entries()) put(ordered[i] ?? '', value);
    for (const [name, value] of args.named) {
      const known = all.find((each) => plain(each) === name);
      if (known === undefined) throw new NotKnown(`${name} of ${path} is not supported`);
      put(known, value);
    }
    return run(new Given(path, values, star < 0 ? [] : args.positional.slice(star)));

    function put(name: string, value: Arg): void {
      if (name.endsWith('~')) return;
      if (name.endsWith('!') && value !== null && value !== false)
        throw new NotKnown(`${plain(name)} of ${path} is not supported`);
      if (!name.endsWith('!')) values.set(plain(name), value);
    }
  };
}
