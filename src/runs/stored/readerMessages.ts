import type { SeriesChunk } from '../../protocol/seriesChunk.js';
import type { SeriesKey } from '../../protocol/seriesKey.js';
import type { KeptSource } from '../../runFiles/sources.js';
import type { ComparedRun } from '../changes/changeWords.js';
import type { CodeNow, ComparedTexts } from '../changes/codeNow.js';
import type { ExportTask } from '../export/exportTarget.js';
import type { SeriesSnapshot } from '../series/seriesPyramid.js';
import type { StoredFit, StoredRun } from './storedRun.js';

export interface RunQuestion {
  readonly kind: 'run';
  readonly directory: string;
  /** Memory for the series of all its fits together. */
  readonly maxBytes: number;
}

export interface DetailQuestion {
  readonly kind: 'detail';
  readonly directory: string;
  readonly fit: number;
  readonly key: SeriesKey;
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
}

export interface SourcesQuestion {
  readonly kind: 'sources';
  readonly directory: string;
}

/** A run to compare, as far as it is told of without its folder. */
export interface ComparedFolder extends Omit<ComparedRun, 'sources'> {
  readonly directory: string;
}

export interface ChangesQuestion {
  readonly kind: 'changes';
  readonly before: ComparedFolder;
  readonly after: ComparedFolder;
}

export interface ExportQuestion extends ExportTask {
  readonly kind: 'export';
}

export interface CodeQuestion extends ComparedTexts {
  readonly kind: 'code';
}

/** A fit on its way to the host: its series are moved, not copied. */
export type MovedFit = Omit<StoredFit, 'series'> & { readonly snapshot: SeriesSnapshot };

export interface Answers {
  run: Omit<StoredRun, 'fits'> & { readonly fits: readonly MovedFit[] };
  detail: SeriesChunk;
  sources: readonly KeptSource[];
  /** In words. */
  changes: string | null;
  /** What was written. */
  export: string;
  code: CodeNow;
}

export type Question = RunQuestion | DetailQuestion | SourcesQuestion | ChangesQuestion | ExportQuestion | CodeQuestion;
