import { diffArrays } from 'diff';
import type { CodeToken } from './codeTokens.js';

/** Milliseconds that the comparison of two texts may take. */
const PATIENCE = 200;

/** A line that has code. */
export interface CodeLine {
  /** What two lines have in common that say the same. */
  readonly key: string;
  /** At least one. */
  readonly tokens: readonly CodeToken[];
}

/** A stretch that both have, or what went and what came in its place. */
export interface ComparedPart<T> {
  readonly gone: readonly T[];
  /** Of a stretch that both have, as the later one has it; `gone` is the same, as the earlier one has it. */
  readonly come: readonly T[];
  readonly isCommon: boolean;
}

/** The lines of code of two texts of one file, in order; all of them are one part where they are too different to be compared in time. */
export function comparedLines(before: readonly CodeToken[], after: readonly CodeToken[]): ComparedPart<CodeLine>[] {
  const [had, now] = [linesOf(before), linesOf(after)];
  return compared(had, now) ?? [{ gone: had, come: now, isCommon: false }];
}

/** Null where that would take too long. */
export function compared<T extends { readonly key: string }>(
  before: readonly T[],
  after: readonly T[],
): ComparedPart<T>[] | null {
  const comparator = (one: T, other: T): boolean => one.key === other.key;
  const parts = diffArrays([...before], [...after], { timeout: PATIENCE, comparator });
  if (!parts) return null;
  const found: ComparedPart<T>[] = [];
  let had = 0;
  for (const { added, removed, value } of parts) {
    const isCommon = !added && !removed;
    const gone = added ? [] : before.slice(had, had + value.length);
    had += gone.length;
    const last = found.at(-1);
    if (isCommon || !last || last.isCommon) found.push({ gone, come: removed ? [] : value, isCommon });
    else found.splice(-1, 1, { ...last, ...(added ? { come: value } : { gone }) });
  }
  return found;
}

function linesOf(code: readonly CodeToken[]): CodeLine[] {
  const byLine = Map.groupBy(code, ({ line }) => line);
  return [...byLine.values()].map((tokens) => ({ key: tokens.map(({ key }) => key).join(' '), tokens }));
}
