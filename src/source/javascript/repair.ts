import { blank, lineAt, lineBefore, type Stretch } from './blankText.js';
import { openBrackets } from './openBrackets.js';

/** Offset of the first error that a parser cannot go beyond; null where it reads the text to its end. */
export type FindError = (text: string) => number | null;

interface Attempt {
  readonly text: string;
  /** Characters of the source that it gives up. */
  readonly lost: number;
  /** Null where it parses. */
  readonly error: number | null;
}

/** Errors in one text beyond which it is split up. */
const MAX_REPAIRS = 6;

/** Open brackets, from the innermost, at which what is broken may begin. */
const MAX_BRACKETS = 4;

/**
 * Blanks the lines that keep text from being parsed and closes the brackets that it leaves open at its end, so that what is left
 * keeps its place. Null where that takes too much.
 */
export function repair(text: string, firstError: number, findError: FindError): string | null {
  let current: Attempt = { text, lost: 0, error: firstError };
  for (let repairs = 0; current.error !== null; repairs++) {
    if (repairs === MAX_REPAIRS) return null;
    const next = bestAttempt(current.text, current.error, findError);
    if (!next || next.text === current.text) return null;
    current = next;
  }
  return current.text;
}

/** The one that parses and loses least, else the one that gets furthest. */
function bestAttempt(text: string, error: number, findError: FindError): Attempt | undefined {
  let best: Attempt | undefined;
  const attempts = candidates(text, error).sort((first, second) => first.lost - second.lost);
  for (const candidate of attempts) {
    const attempt = { ...candidate, error: findError(candidate.text) };
    if (attempt.error === null) return attempt;
    if (!best || attempt.error > (best.error ?? 0)) best = attempt;
  }
  return best;
}

function candidates(text: string, error: number): { text: string; lost: number }[] {
  const length = text.trimEnd().length;
  const line = lineAt(text, Math.min(error, Math.max(0, length - 1)));
  const before = lineBefore(text, line);
  const stretches: Stretch[] = [line];
  if (before) stretches.push(before, { start: before.start, end: line.end });
  const brackets = openBrackets(text.slice(0, error)).slice(-MAX_BRACKETS).reverse();
  for (const [index, { offset }] of brackets.entries()) {
    const opening = lineAt(text, offset);
    if (index === 0) stretches.push(opening, { start: opening.start, end: Math.max(opening.start, line.start - 1) });
    stretches.push({ start: opening.start, end: line.end });
  }
  const blanked = stretches.map((stretch) =>
    closed(blank(text, stretch), text.slice(stretch.start, stretch.end).trim().length),
  );
  return [closed(text, 0), ...blanked];
}

/** Closes at the end what is open; a template or comment that is not closed before swallows all that follows it. */
function closed(text: string, lost: number): { text: string; lost: number } {
  const open = openBrackets(text);
  const swallowing = open.find(({ closer }) => closer === '`' || closer === '*/');
  const closers = open.reverse().map(({ closer }) => closer);
  return { text: text + closers.join(''), lost: lost + (swallowing ? text.length - swallowing.offset : 0) };
}
