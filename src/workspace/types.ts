import type { SourceModel } from '../protocol/source.js';

/** A Sequential as the index keeps it: what a list of models shows. */
export interface IndexedModel extends Pick<SourceModel, 'name' | 'line' | 'framework'> {
  /** How many expressions make its layers. */
  readonly layers: number;
}

/** An entry of `files.exclude` or `search.exclude` that is switched on. */
export interface Exclude {
  readonly pattern: string;
  /** Only files beside which one of this name stands, `$(basename)` being their own name without its end; null for all. */
  readonly when: string | null;
}

/** A folder of the workspace, and what of it is left out. */
export interface IndexedFolder {
  readonly path: string;
  readonly excludes: readonly Exclude[];
  /** Whether what `.gitignore` files name is left out. */
  readonly useIgnoreFiles: boolean;
}

/** A file with its models; none where it has none any more. */
export type FileModels = readonly [file: string, models: readonly IndexedModel[]];
