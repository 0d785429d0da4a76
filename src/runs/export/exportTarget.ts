import type { ReportFacts } from './reportFacts.js';

/** What a run is exported as. Paths are absolute. */
export type ExportTarget =
  | {
      readonly kind: 'csv';
      readonly file: string;
      /** Names of series; null takes loss, metrics and gradient norms. */
      readonly series: readonly string[] | null;
    }
  /** A folder that is empty or not there yet. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** A folder of logs, which gets a folder for each fit. */
  | { readonly kind: 'tensorboard'; readonly folder: string };

export interface ExportTask {
  /** The run's folder. */
  readonly directory: string;
  readonly target: ExportTarget;
  readonly facts: ReportFacts;
}
