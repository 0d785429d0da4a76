import { messageOf } from '../errors/errorText.js';
import { SourceError } from '../errors/sourceError.js';
import type { KerasCall } from '../protocol/keras.js';

/** A problem on the call that causes it. */
export function kerasProblem({ span }: Pick<KerasCall, 'span'>, message: string): SourceError {
  return new SourceError(message, { file: span.file, line: span.start.line, column: span.start.column });
}

/** What tfjs says of a layer that it refuses, as the end of a sentence. */
export function tfjsReason(error: unknown): string {
  const message = messageOf(error);
  const [line = ''] = message.split('\n');
  const text = line.trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
