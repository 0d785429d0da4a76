/**
 * `error`: it cannot learn, or its numbers are broken. `warning`: certain from the source alone (mathematics, or the framework's own rules), or
 * confirmed by a run. `hint`: possible, from the source alone.
 */
export type Severity = 'error' | 'warning' | 'hint';

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
