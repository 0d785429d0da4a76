import type { Scalar } from '../notKnown.js';
import { isText } from '../numpy/dtypes.js';
import { getItem } from '../numpy/indexing.js';
import { objects } from '../numpy/making.js';
import { NdArray } from '../numpy/ndArray.js';
import { type Arg, type Args, ArrayObject } from '../values.js';
import { textMethod } from './text.js';

/** `frame.columns.str`: a method of texts on every label. */
class LabelTexts extends ArrayObject {
  override readonly type = 'str';

  constructor(private readonly index: Index) {
    super();
  }

  override method(name: string, args: Args): Arg {
    const made = textMethod(this.index.toArray(), name, args);
    return isText(made.dtype) ? new Index(made.scalars()) : made;
  }
}

/** Labels of rows or columns. */
export class Index extends ArrayObject {
  override readonly type = 'Index';
  private places: Map<Scalar, number[]> | null = null;

  constructor(readonly labels: readonly Scalar[]) {
    super();
  }

  static range(length: number): Index {
    return new Index(Array.from({ length }, (_, i) => i));
  }

  get length(): number {
    return this.labels.length;
  }

  take(rows: ArrayLike<number>): Index {
    return new Index(Array.from(rows, (row) => this.labels[row] ?? null));
  }

  equals(other: Index): boolean {
    return (
      this === other || (this.length === other.length && this.labels.every((label, i) => label === other.labels[i]))
    );
  }

  /** Where a label stands. */
  placesOf(label: Scalar): readonly number[] {
    if (!this.places) {
      this.places = new Map();
      for (const [at, each] of this.labels.entries()) {
        const places = this.places.get(each);
        if (places) places.push(at);
        else this.places.set(each, [at]);
      }
    }
    return this.places.get(label) ?? [];
  }

  override toArray(): NdArray {
    if (this.labels.every((label) => typeof label === 'number')) {
      const isWhole = this.labels.every(Number.isInteger);
      return new NdArray(isWhole ? 'int64' : 'float64', Float64Array.from(this.labels), [this.length]);
    }
    return objects([...this.labels]);
  }

  override entries(): readonly Arg[] {
    return this.labels;
  }

  override attribute(name: string): Arg | undefined {
    if (name === 'values') return this.toArray();
    if (name === 'size') return this.length;
    if (name === 'str') return new LabelTexts(this);
    return name === 'shape' ? [this.length] : undefined;
  }

  override item(indices: readonly Arg[]): Arg {
    const [index] = indices;
    if (typeof index === 'number') return this.labels.at(index) ?? null;
    const picked = getItem(this.toArray(), indices);
    return picked instanceof NdArray ? new Index(picked.scalars()) : picked;
  }

  override method(name: string, args: { positional: readonly Arg[]; named: ReadonlyMap<string, Arg> }): Arg {
    const [first] = args.positional;
    if (name === 'tolist' || name === 'to_list') return this.labels;
    if (name === 'to_numpy') return this.toArray();
    if (name === 'get_loc' && first !== undefined) return this.placesOf(first as Scalar)[0] ?? null;
    if (name === 'difference' || name === 'drop') {
      const gone = new Set(Array.isArray(first) ? (first as readonly Arg[]) : [first ?? null]);
      const left = this.labels.filter((label) => !gone.has(label));
      return new Index(name === 'drop' ? left : left.toSorted());
    }
    if (name === 'isin') {
      const wanted = new Set(Array.isArray(first) ? (first as readonly Arg[]) : []);
      return new NdArray(
        'bool',
        Uint8Array.from(this.labels, (label) => Number(wanted.has(label))),
        [this.length],
      );
    }
    return super.method(name, args);
  }
}
