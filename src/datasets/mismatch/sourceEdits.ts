import type { SourceLocation } from '../../protocol/fit.js';
import type { SourceSpan } from '../../protocol/sourceSpan.js';
import type { ProblemFix } from '../../protocol/trainer.js';
import type { MismatchLayer, ReadSource } from './types.js';

/** Text of a call in a file. */
export interface CallText {
  readonly file: string;
  readonly whole: string;
  readonly start: number;
  readonly end: number;
}

/** The call that starts at a location, to the bracket that closes it; null where the file has changed or cannot be read. */
export function callAt(location: SourceLocation | null, read: ReadSource): CallText | null {
  const whole = location && read(location.file);
  if (!location || whole === null) return null;
  const start = offsetOf(whole, location.line, location.column);
  const end = closingBracket(whole, start);
  return end === null ? null : { file: location.file, whole, start, end };
}

/** Replaces the first group of `pattern` in a call; null where the source does not say it so. */
export function editIn(call: CallText | null, pattern: RegExp, newText: string, title: string): ProblemFix[] {
  if (!call) return [];
  const text = call.whole.slice(call.start, call.end);
  const match = new RegExp(pattern.source, `${pattern.flags}d`).exec(text);
  const range = match?.indices?.[1];
  if (!range) return [];
  return [{ title, span: spanOf(call, call.start + range[0], call.start + range[1]), newText }];
}

const UNITS = /(?:\bunits\s*[:=]\s*|\boutput_dim\s*=\s*|\b[A-Z]\w*\(\s*)(\d+)\b/;
const ACTIVATION = /\bactivation\s*[:=]\s*\\?["'](\w+)\\?["']/;

export function setUnits(layer: MismatchLayer, units: number, read: ReadSource): ProblemFix[] {
  return editIn(callAt(layer.location, read), UNITS, String(units), `Set units to ${units}`);
}

export function setActivation(layer: MismatchLayer, activation: string, read: ReadSource): ProblemFix[] {
  return editIn(callAt(layer.location, read), ACTIVATION, activation, `Set activation to ${activation}`);
}

/** The name of the loss, where the model's file says it just once. */
export function setLoss(layers: readonly MismatchLayer[], loss: string, read: ReadSource): ProblemFix[] {
  const file = layers.find(({ location }) => location)?.location?.file;
  const whole = file === undefined ? null : read(file);
  if (file === undefined || whole === null) return [];
  const all = [...whole.matchAll(/\bloss\s*[:=]\s*\\?["'](\w+)\\?["']/g)];
  const [only] = all;
  if (!only || all.length > 1) return [];
  const name = only[1]?.includes('_') || /\.(py|ipynb)$/.test(file) ? snakeCase(loss) : loss;
  const call = { file, whole, start: only.index, end: only.index + only[0].length };
  return editIn(call, /["'](\w+)\\?["']/, name, `Set the loss to ${name}`);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function offsetOf(text: string, line: number, column: number): number {
  let offset = 0;
  for (let at = 1; at < line; at++) offset = text.indexOf('\n', offset) + 1 || text.length;
  return offset + column - 1;
}

/** End of the first bracket that opens after `start`; brackets in strings do not count. */
function closingBracket(text: string, start: number): number | null {
  let depth = 0;
  let quote: string | null = null;
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote !== null) {
      if (character === quote && text[at - 1] !== '\\') quote = null;
    } else if (`'"\``.includes(character) && text[at - 1] !== '\\') quote = character;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character) && --depth <= 0) return depth < 0 ? null : at + 1;
  }
  return null;
}

function spanOf({ file, whole }: CallText, start: number, end: number): SourceSpan {
  return { file, start: placeOf(whole, start), end: placeOf(whole, end) };
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
