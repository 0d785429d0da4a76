import type { KerasCall, KerasValue } from '../../protocol/keras.js';
import { kerasProblem } from '../kerasProblem.js';
import { isCall } from './isCall.js';

/** A call's arguments by the names of Keras 2, read with checks. None counts as not given. */
export class BoundArguments {
  private readonly read = new Set<string>();

  constructor(
    readonly call: KerasCall,
    private readonly values: ReadonlyMap<string, KerasValue>,
  ) {}

  /** Names of what is given and was not asked for so far. */
  get unread(): readonly string[] {
    return [...this.values.keys()].filter((name) => !this.read.has(name));
  }

  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  /** Whether None is written, where it is a choice and not the same as nothing. */
  isNone(name: string): boolean {
    this.read.add(name);
    return this.values.get(name) === null;
  }

  value(name: string): KerasValue | undefined {
    this.read.add(name);
    return this.values.get(name) ?? undefined;
  }

  number(name: string): number | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === 'number') return value;
    if (typeof value === 'boolean') return Number(value);
    throw this.wrong(name, 'a number', value);
  }

  /** @throws {SourceError} where it is missing, or no number above zero */
  size(name: string): number {
    const value = this.number(name);
    if (value === undefined) throw kerasProblem(this.call, `${this.call.name} needs a number for ${name}.`);
    const size = Math.floor(value);
    if (!(size > 0)) throw this.wrong(name, 'a positive whole number', value);
    return size;
  }

  flag(name: string): boolean | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === 'boolean') return value;
    if (typeof value === 'number') return value !== 0;
    throw this.wrong(name, 'True or False', value);
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === 'string') return value;
    throw this.wrong(name, 'a string', value);
  }

  /** One number for all of `count` dimensions, or one for each. */
  sizes(name: string, count: number): number[] | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const list = Array.isArray(value)
      ? value.length === 1
        ? Array(count).fill(value[0])
        : value
      : Array(count).fill(value);
    if (list.length !== count || !list.every((size) => typeof size === 'number')) {
      throw this.wrong(name, count === 1 ? 'a number' : `a number or ${count} numbers`, value);
    }
    return list.map((size) => Math.floor(size as number));
  }

  /** One number or several. */
  numbers(name: string): number[] | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const list = Array.isArray(value) ? value : [value];
    const isNumber = (each: KerasValue): each is number => typeof each === 'number';
    if (list.length === 0 || !list.every(isNumber)) throw this.wrong(name, 'a number or several numbers', value);
    return list;
  }

  /** Sizes of a shape; None and -1 are null. */
  shape(name: string): (number | null)[] | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (typeof value === 'number') return [value];
    const isSize = (size: unknown) => size === null || typeof size === 'number';
    if (!Array.isArray(value) || !value.every(isSize)) throw this.wrong(name, 'a tuple of numbers', value);
    return value.map((size) => (size === null || size < 0 ? null : Math.floor(size)));
  }

  /** @throws {SourceError} where the value is given and is none that can be taken */
  wrong(name: string, wanted: string, value: KerasValue): Error {
    return kerasProblem(this.call, `${name} of ${this.call.name} must be ${wanted}, not ${shown(value)}.`);
  }
}

/** A value as Python would write it, cut short. */
export function shown(value: KerasValue): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'number') return String(value);
  if (isCall(value)) return `${value.name}(...)`;
  const text = Array.isArray(value) ? `(${value.map(shown).join(', ')})` : '{...}';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
