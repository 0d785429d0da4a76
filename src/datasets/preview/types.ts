import type { DataSpec } from '../../protocol/data.js';
import type { ColumnKind } from '../table/columnKinds.js';

/** What a person sees of data before choosing it. */
export interface DataPreview {
  /** The spec as it was given, completed with what was found out: format, target, columns to leave out. */
  readonly spec: DataSpec;
  readonly name: string;
  /** Known only where it costs nothing to know. */
  readonly rowCount: number | null;
  /** Shape of one input, without the batch; null where it follows the model. */
  readonly inputShape: readonly number[] | null;
  /** Columns of a table; null for other data. */
  readonly columns: readonly PreviewColumn[] | null;
  /** First rows of a table as text, a cell for each column; null for other data. */
  readonly rows: readonly (readonly string[])[] | null;
  /** Classes of the target with how often each stands in the rows that were looked at; null where it is no class. */
  readonly classes: readonly { readonly label: string; readonly count: number }[] | null;
  /** Whether `classes` counts all rows, or only the first. */
  readonly classesAreComplete: boolean;
  /** Sentences for a person, such as what is left out and why. */
  readonly notes: readonly string[];
}

export interface PreviewColumn extends Omit<ColumnKind, 'decimalComma'> {
  readonly role: 'input' | 'target' | 'skipped';
}
