import type { Severity } from '../protocol/severity.js';

/** What a person would change. */
export type Category =
  | 'activation'
  | 'loss'
  | 'optimizer'
  | 'learning-rate'
  | 'epochs'
  | 'batch-size'
  | 'initialization'
  | 'preprocessing'
  | 'layers'
  | 'regularization'
  | 'data'
  | 'shape'
  | 'api';

/** What is found wrong with a net, from its source or from a run of it. */
export interface Finding {
  readonly category: Category;
  readonly severity: Severity;
  /** What is there, in one sentence; a run's has the measured number beside the threshold. */
  readonly message: string;
  /** Why it matters to this net, in one sentence. */
  readonly why: string;
  /** What would help, in one sentence. */
  readonly help: string;
}

/** All that a finding says, where there is one text for it. */
export const sentencesOf = ({ message, why, help }: Pick<Finding, 'message' | 'why' | 'help'>): string =>
  `${message} ${why} ${help}`;
