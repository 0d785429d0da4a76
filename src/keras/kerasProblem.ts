import { SourceError } from '../errors/sourceError.js';
import type { KerasCall } from '../protocol/keras.js';

/** A problem on the call that causes it. */
export function kerasProblem({ span }: Pick<KerasCall, 'span'>, message: string): SourceError {
  return new SourceError(message, { file: span.file, line: span.start.line, column: span.start.column });
}
