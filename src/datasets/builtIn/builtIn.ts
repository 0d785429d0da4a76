import type { DataLimits, DataSpec } from '../../protocol/data.js';
import type { RowSource } from '../rows/rowSource.js';
import type { ModelShapes } from '../types.js';

export type BuiltInSpec = Extract<DataSpec, { kind: 'builtin' }>;

/** Folders that data uses on this machine. */
export interface DataPlaces {
  /** GradLens's folder: rows that do not fit into memory are written to a file there. */
  readonly store: string;
  /** What downloads are looked for in; by default the folder that all editors and the command line of this user share. */
  readonly downloads?: string;
  /** What reading may take; the usual where it is left out. */
  readonly limits?: DataLimits;
  /** The built `table/isolated/worker.ts`; left out where the reading thread can be ended from outside. */
  readonly tableWorker?: string;
}

/** Data that GradLens brings along, or downloads when a person asks for it. */
export interface BuiltIn {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Shape of one input as the data has it; null where it follows the model. */
  readonly inputShape: readonly number[] | null;
  /** Half a sentence: `3 species`. */
  readonly target: string;
  /** Whether its target is a number and no class. */
  readonly isOfNumbers?: true;
  /** Samples where `samples` is not given. */
  readonly samples: number;
  /** Bytes to download; null where it is here. */
  readonly download: number | null;
  readonly license: string | null;
  /** The classes of a download, which is looked at before it is here. */
  readonly labels?: readonly string[];
  open(spec: BuiltInSpec, shapes: ModelShapes, places: DataPlaces): RowSource | Promise<RowSource>;
}
