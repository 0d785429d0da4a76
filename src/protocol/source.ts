import type { SourceSpan } from './trainer.js';

/** A layer as the source shows it. */
export interface SourceLayer {
  readonly className: string;
  /** First line, from 1, of the constructor's call expression. */
  readonly line: number;
  readonly span: SourceSpan;
}

/** A Sequential as the source shows it, found without running any code. */
export interface SourceModel {
  readonly file: string;
  /** First line, from 1, of the constructor's call expression (`tf.sequential(...)`). */
  readonly line: number;
  readonly span: SourceSpan;
  /** Variable or property it is assigned to; else its `name` option; else `sequential`. */
  readonly name: string;
  readonly framework: 'tfjs' | 'keras';
  readonly layers: readonly SourceLayer[];
  readonly compileLine: number | null;
  readonly fitLine: number | null;
}
