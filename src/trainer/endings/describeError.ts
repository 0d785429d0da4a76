import { spawnSync } from 'node:child_process';
import { inspect } from 'node:util';
import { firstLine } from '../../errors/errorText.js';
import { SourceError } from '../../errors/sourceError.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { TrainerProblem, TrainerProblemKind } from '../../protocol/trainer.js';
import type { UserCode } from '../capture/userCode.js';
import { cutMiddle } from '../link/cutProblem.js';
import { misspeltKey, rowAt } from './callText.js';
import { missingKernel } from './missingKernel.js';
import { missingModule } from './missingModule.js';
import { CALLED_CLASS, misspeltMember } from './misspeltMember.js';
import { placeWords } from './placeWords.js';
import { saysMisfit, tfjsAdvice, tfjsInstead, wasmMemoryAdvice } from './tfjsAdvice.js';
import type { TrainingErrors } from './trainingErrors.js';

const BROWSER_NAMES =
  /^(document|window|navigator|localStorage|sessionStorage|location|alert|requestAnimationFrame|Image|HTML\w*Element|ImageData|OffscreenCanvas|tfvis) is not defined$/;

/** Characters of a stack that are looked through: an error's message may be of any length. */
const MOST_STACK = 1_000_000;

/** Node throws a SyntaxError also where modules do not fit together. */
const MISSING_EXPORT = /does not provide an export named|Named export '.*' not found/;

/** Node's words where a promise was rejected with something that is no Error. */
const UNHANDLED_REJECTION = /^This error originated .* The promise rejected with the reason "([\s\S]*)"\.$/;

export interface ErrorContext {
  /** The library, for the names that it has. */
  readonly tf: object;
  readonly userCode: UserCode;
  readonly errors: TrainingErrors;
  /** The user's file that was loaded last: the one at fault where a syntax error names none. */
  readonly lastLoaded: string | null;
}

export interface DescribedError {
  readonly problem: TrainerProblem;
  /** The location is that of the call that created a layer, not of a statement that threw. */
  readonly atCall: boolean;
}

/** An uncaught error of the user's code in words for a person, at a place in their code. */
export function describeError(thrown: unknown, context: ErrorContext): DescribedError {
  const stack = cutMiddle(thrown instanceof Error ? (thrown.stack ?? String(thrown)) : inspect(thrown), MOST_STACK);
  const found = thrown instanceof Error ? explain(thrown, stack, context) : uncaught(thrown);
  const { kind, message, location, atCall = false } = found;
  return { problem: { kind, severity: 'error', message, location, stack }, atCall };
}

interface Explanation {
  readonly kind: TrainerProblemKind;
  readonly message: string;
  readonly location: SourceLocation | null;
  readonly atCall?: boolean;
}

function uncaught(thrown: unknown): Explanation {
  return uncaughtText(inspect(thrown));
}

function uncaughtText(text: string): Explanation {
  return { kind: 'user-code', message: `Uncaught ${firstLine(text)}`, location: null };
}

function explain(error: Error, stack: string, context: ErrorContext): Explanation {
  const { tf, userCode, errors, lastLoaded } = context;
  const rejected = UNHANDLED_REJECTION.exec(error.message);
  if (rejected) return uncaughtText(rejected[1] ?? '');
  if (error instanceof SourceError) {
    return { kind: 'model', message: error.message, location: error.location, atCall: true };
  }
  const thrownAt = stackPlace(stack, userCode);
  const message = isThrownByTfjs(stack)
    ? advised(error, stack, thrownAt, context)
    : withAdvice(error, memberAdvice(error, thrownAt, tf));
  if (error instanceof SyntaxError && !thrownAt && !MISSING_EXPORT.test(error.message)) {
    const location = syntaxErrorPlace(stack, lastLoaded, userCode);
    if (location) return { kind: 'syntax', message, location };
  }
  const lacking = missingKernel(error);
  if (lacking) return atLayer(lacking, error, thrownAt, errors);
  const missing = missingModule(error);
  if (missing) return { ...missing, location: missing.location ?? thrownAt };
  if (BROWSER_NAMES.test(error.message) || /only supported in browser/i.test(error.message)) {
    const needs = `${message}. This code needs a browser; GradLens runs it in Node.`;
    return { kind: 'needs-browser', message: needs, location: thrownAt };
  }
  const call = errors.placeOfCall(error);
  const layer = call || isFromTfjs(stack) ? errors.layerIn(error) : null;
  const kind = kindOf(error, call);
  if (!layer) return { kind, message, location: thrownAt ?? call ?? placeInHeader(stack, userCode) };
  const used = call ?? thrownAt;
  const where = used && used.line !== layer.place.line ? `, used at ${placeWords(used)}` : '';
  return {
    kind,
    message: atLayerText(message, layer.words + where),
    location: layer.place,
    atCall: true,
  };
}

const kindOf = ({ message }: Error, call: SourceLocation | null): TrainerProblemKind =>
  call && saysMisfit(message) ? 'data' : 'user-code';

/** tfjs's own words, with what would mend it where that is known. */
function advised(error: Error, stack: string, thrownAt: SourceLocation | null, { tf, errors }: ErrorContext): string {
  const instead = tfjsInstead(error.message);
  if (instead) return instead;
  const [, missing] = /^Expected (\w+) to be a positive integer, but got undefined/.exec(error.message) ?? [];
  const advice =
    (missing && misspeltKey(thrownAt, missing)) ??
    tfjsAdvice(error.message, errors.modelOf(error)) ??
    wasmMemoryAdvice(error.message, stack) ??
    (CALLED_CLASS.test(error.message) ? memberAdvice(error, thrownAt, tf) : null);
  return withAdvice(error, advice);
}

function memberAdvice(error: Error, thrownAt: SourceLocation | null, tf: object): string | null {
  return error instanceof TypeError ? misspeltMember(error.message, thrownAt ? rowAt(thrownAt) : '', tf) : null;
}

function withAdvice(error: Error, advice: string | null): string {
  const own = `${error.name}: ${wholeSentence(error.message)}`;
  return advice ? `${own.replace(/\.?$/, '.')} ${advice}` : own;
}

/** The first line, with what follows where it announces something, or where Node goes on with the reason and what helps. */
function wholeSentence(text: string): string {
  const first = firstLine(text);
  const lines = text.trim().split(/\s*\n\s*/);
  if (/ in ES module scope\b/.test(first)) return lines.join('. ');
  const announces = first.endsWith(':') || /^Invalid TF_Status: \d+$/.test(first);
  return announces ? lines.join(' ') : first;
}

const atLayerText = (message: string, layer: string): string => `${message.replace(/\.?$/, '.')} At ${layer}.`;

/** Where the user's code did not call the operation itself, the layer that did is at fault. */
function atLayer(
  { kind, message }: Pick<Explanation, 'kind' | 'message'>,
  error: Error,
  thrownAt: SourceLocation | null,
  errors: TrainingErrors,
): Explanation {
  const layer = thrownAt ? null : errors.layerAtWork(error);
  if (!layer) return { kind, message, location: thrownAt ?? errors.placeOfCall(error) };
  return { kind, message: atLayerText(message, layer.words), location: layer.place, atCall: true };
}

function isFromTfjs(stack: string): boolean {
  return /[\\/]@tensorflow[\\/]|[\\/]embedded[\\/]tfjs\.cjs/.test(stack);
}

/** Whether it was thrown in tfjs, and not in code that tfjs called or that called tfjs. */
function isThrownByTfjs(stack: string): boolean {
  const frames = stack.match(/^ {4}at .*$/gm) ?? [];
  return isFromTfjs(frames.find((frame) => !/<anonymous>|wasm:|node:/.test(frame)) ?? '');
}

/** First frame of the user's code in a printed stack; frames that Node mapped to the source are taken as they are. */
function stackPlace(stack: string, userCode: UserCode): SourceLocation | null {
  for (const [, script = '', line, column] of stack.matchAll(
    /^ {4}at (?:.*?\()?((?:file:\/\/|\/|[A-Za-z]:\\).*?):(\d+):(\d+)\)?$/gm,
  )) {
    const file = userCode.fileOf(script);
    const place = file && userCode.inSource(file, Number(line), Number(column));
    if (place) return place;
  }
  return null;
}

/**
 * Where a file cannot be parsed. Node starts the stack of a CommonJS file's syntax error with `file:line`, the line and a caret;
 * for a module it keeps that to itself, so another Node is asked to check the file.
 */
function syntaxErrorPlace(stack: string, file: string | null, userCode: UserCode): SourceLocation | null {
  const place = placeInHeader(stack, userCode);
  if (place || file === null) return place;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { stderr } = spawnSync(process.execPath, ['--check', file], { env, encoding: 'utf8', windowsHide: true });
  return placeInHeader(stderr, userCode);
}

/** The place with which Node begins a stack or a report: `file:line`, the line and a caret under the column. */
function placeInHeader(text: string, userCode: UserCode): SourceLocation | null {
  const header = /^(.+?):(\d+)\n(?:.*\n(\s*)\^)?/.exec(text);
  const file = userCode.fileOf(header?.[1]);
  if (!header || !file) return null;
  return { file, line: Number(header[2]), column: (header[3]?.length ?? 0) + 1 };
}
