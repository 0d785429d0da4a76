import type { DataLimits, DataSpec } from '../../protocol/data.js';
import type { DataPreview } from './types.js';

/** From the previewer to its worker. */
export interface PreviewRequest {
  readonly id: number;
  readonly data: DataSpec | string;
  readonly folder: string;
  readonly limits: DataLimits;
}

/** The worker's answer; `problem` is written for a person, `error` is a stack for the log. */
export type PreviewAnswer =
  | { readonly id: number; readonly preview: DataPreview }
  | { readonly id: number; readonly problem: string }
  | { readonly id: number; readonly error: string };
