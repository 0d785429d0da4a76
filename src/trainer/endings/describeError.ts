import { inspect } from 'node:util';
import type { SourceLocation } from '../../protocol/fit.js';
import type { TrainerProblem, TrainerProblemKind } from '../../protocol/trainer.js';
import type { UserCode } from '../capture/userCode.js';
import { missingModule } from './missingModule.js';
import { placeInHeader, syntaxErrorPlace } from './syntaxErrorPlace.js';
import type { TrainingErrors } from './trainingErrors.js';
import { UnsupportedOnWasm } from './unsupportedOnWasm.js';

const BROWSER_NAMES =
  /^(document|window|navigator|localStorage|sessionStorage|location|alert|requestAnimationFrame|Image|HTML\w*Element|ImageData|OffscreenCanvas|tfvis) is not defined$/;

/** Node throws a SyntaxError also where modules do not fit together. */
const MISSING_EXPORT = /does not provide an export named|Named export '.*' not found/;

export interface ErrorContext {
  readonly userCode: UserCode;
  readonly errors: TrainingErrors;
  /** The user's file that was loaded last: the one at fault where a syntax error names none. */
  readonly lastLoaded: string | null;
}

/** An uncaught error of the user's code in words for a person, at a place in their code. */
export function describeError(thrown: unknown, context: ErrorContext): TrainerProblem {
  const error = thrown instanceof Error ? thrown : null;
  const stack = error?.stack ?? inspect(thrown);
  const problem = (kind: TrainerProblemKind, message: string, location: SourceLocation | null): TrainerProblem => ({
    kind,
    severity: 'error',
    message,
    location,
    stack,
  });
  if (!error) return problem('user-code', `Uncaught ${firstLine(inspect(thrown))}`, null);
  if (error instanceof UnsupportedOnWasm) return problem('unsupported-on-wasm', error.message, error.location);

  const thrownAt = stackPlace(stack, context.userCode);
  if (error instanceof SyntaxError && !thrownAt && !MISSING_EXPORT.test(error.message)) {
    const place = syntaxErrorPlace(stack, context.lastLoaded, context.userCode);
    if (place) return problem('syntax', `${error.name}: ${firstLine(error.message)}`, place);
  }
  const missing = missingModule(error);
  if (missing) return problem(missing.kind, missing.message, thrownAt ?? missing.location);

  const message = `${error.name}: ${firstLine(error.message)}`;
  if (BROWSER_NAMES.test(error.message) || /only supported in browser/i.test(error.message)) {
    return problem('needs-browser', `${message}. This code needs a browser; GradLens runs it in Node.`, thrownAt);
  }
  const call = context.errors.placeOfCall(error);
  const layer = call || isFromTfjs(stack) ? context.errors.layerIn(error) : null;
  if (layer) {
    return problem(
      'user-code',
      `${message} (layer ${layer.name}, ${lines(layer.place, call ?? thrownAt)})`,
      layer.place,
    );
  }
  return problem('user-code', message, thrownAt ?? call ?? placeInHeader(stack, context.userCode));
}

/** Where the layer was made and, if that is elsewhere, where it failed. */
function lines(made: SourceLocation, failed: SourceLocation | null): string {
  return failed && failed.line !== made.line ? `line ${made.line}, used at line ${failed.line}` : `line ${made.line}`;
}

function isFromTfjs(stack: string): boolean {
  return /[\\/]@tensorflow[\\/]|[\\/]embedded[\\/]tfjs\.cjs/.test(stack);
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}

/** First frame of the user's code in a printed stack; frames that Node mapped to the source are taken as they are. */
function stackPlace(stack: string, userCode: UserCode): SourceLocation | null {
  for (const [, script = '', line, column] of stack.matchAll(
    /^ {4}at (?:.*?\()?((?:file:\/\/|\/|[A-Za-z]:\\).*?):(\d+):(\d+)\)?$/gm,
  )) {
    const file = userCode.fileOf(script);
    if (file) return { file, line: Number(line), column: Number(column) };
  }
  return null;
}
