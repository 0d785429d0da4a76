import type { Contents } from '../../../../arrays/arrays.js';
import type { PythonNode } from '../../syntax/node.js';

/** Where data comes from, as far as the source tells. */
export type DataOrigin =
  | {
      readonly kind: 'dataset';
      /** Name among GradLens's own datasets; null where it has none that is the same. */
      readonly name: string | null;
      /** Shape of one sample as the dataset has it. */
      readonly sample: readonly number[];
    }
  | {
      readonly kind: 'table';
      readonly path: string;
      readonly delimiter: string | null;
      readonly header: boolean | null;
      /** Names of the columns where the source gives them. */
      readonly names: readonly string[] | null;
    }
  | { readonly kind: 'file'; readonly path: string; readonly array: string | null };

/** Columns of a table that an array holds: names, or positions from 0. */
export type Columns = readonly (string | number)[] | null;

/** Why the numbers of an array are not known, and where that came about. */
export interface Lost {
  readonly node: PythonNode;
  readonly reason: string;
  /** Whether they could be had with more effort: a training takes it, where a plan does not. */
  readonly costly?: boolean;
}

/** An array or a table of data: its shape (null where unknown), where it comes from, and its numbers where they can be had. */
export interface PyArray {
  readonly kind: 'array';
  /** Null where not even the number of dimensions is known. */
  shape: readonly (number | null)[] | null;
  readonly origin: DataOrigin | null;
  /** Number of classes that a target has. */
  readonly classes: number | null;
  readonly columns: Columns;
  /** What it holds; null where it is known only when the program runs. */
  contents: Contents | null;
  lost: Lost | null;
  /** Number of its contents among those that the program trains on; null for any other array. */
  readonly captured: number | null;
}

const plain = { origin: null, classes: null, columns: null, lost: null, captured: null };

export function array(shape: PyArray['shape'], from: Partial<PyArray> = {}): PyArray {
  return { ...plain, ...from, contents: null, kind: 'array', shape };
}
