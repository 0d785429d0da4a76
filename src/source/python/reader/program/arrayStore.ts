import type { ArrayContents } from '../../../../protocol/kerasProgram.js';
import type { Value } from '../values/values.js';
import { numbersOf } from './numbersOf.js';

/** Arrays that a program trains on, as they were when it did: what changes them afterwards has no effect. */
export class ArrayStore {
  readonly contents = new Map<number, ArrayContents>();
  private readonly known = new WeakMap<object, number>();

  /** Keeps the numbers of a value; null where it has none that are known. */
  capture(value: Value): number | null {
    const numbers = numbersOf(value);
    return numbers && this.keep(numbers, numbers.of);
  }

  /** @param of the object that the numbers are of: the same with the same numbers is kept once */
  keep(numbers: ArrayContents, of: object): number {
    const before = this.known.get(of);
    if (before !== undefined && this.holds(before, numbers)) return before;
    const id = this.contents.size + 1;
    this.contents.set(id, { shape: numbers.shape, data: Float32Array.from(numbers.data) });
    this.known.set(of, id);
    return id;
  }

  private holds(id: number, { shape, data }: ArrayContents): boolean {
    const kept = this.contents.get(id);
    if (!kept || kept.shape.join() !== shape.join()) return false;
    for (let i = 0; i < data.length; i++) if (!Object.is(kept.data[i], Math.fround(data[i] ?? 0))) return false;
    return true;
  }
}
