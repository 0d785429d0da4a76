import type { FileModels, IndexedFolder } from './types.js';

/** What the worker is started with. */
export interface IndexerData {
  readonly options: IndexerOptions;
  /** For a `ReadingMark`. */
  readonly mark: SharedArrayBuffer;
}

export interface IndexerOptions {
  /** Where the index is kept between starts; null where it is not. */
  readonly storageFile: string | null;
  /** Changes whenever the finder may find other models in the same text. */
  readonly finder: string;
  /** Files at which earlier workers died or hung; they are listed without models until they change. */
  readonly skipped: readonly string[];
}

export type IndexerRequest =
  /** Index these folders and nothing else. */
  | { readonly kind: 'scan'; readonly folders: readonly IndexedFolder[] }
  /** Files or folders that came, changed or went. */
  | { readonly kind: 'changed'; readonly paths: readonly string[] };

/** About to read this file's models; should the worker die or hang, that is where. Null once it has gone on. */
export interface Reading {
  readonly kind: 'reading';
  readonly file: string | null;
}

/** What the worker tells its host. */
export type IndexerReport =
  | { readonly kind: 'found'; readonly files: readonly FileModels[] }
  /** A scan is complete. `read` files were new or changed and so were read. */
  | { readonly kind: 'scanned'; readonly files: number; readonly read: number; readonly milliseconds: number }
  | { readonly kind: 'note'; readonly text: string };
