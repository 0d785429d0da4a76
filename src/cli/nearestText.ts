/** The text that takes the fewest edits to come from what was typed, or from as much of it as was typed; the first of several, null where there is none. */
export function nearestText(typed: string, texts: readonly string[]): string | null {
  const ranked = texts.map((text) => ({ text, edits: editsBetween(typed, text.slice(0, typed.length)) }));
  return ranked.toSorted((one, other) => one.edits - other.edits)[0]?.text ?? null;
}

/** Characters to add, drop, or replace (Levenshtein). */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [at, character] of [...one].entries()) {
    const next = [at + 1];
    for (let index = 1; index <= other.length; index += 1) {
      const [before = 0, above = 0, left = 0] = [row[index - 1], row[index], next[index - 1]];
      next.push(Math.min(before + (other[index - 1] === character ? 0 : 1), above + 1, left + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
