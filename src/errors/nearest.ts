/** The name that a person may have meant: the same but for case and marks, or a few typed characters away; null where none is near. */
export function nearest(name: string, names: readonly string[]): string | null {
  const wanted = plain(name);
  let best: string | null = null;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of names) {
    const edits = editsBetween(wanted, plain(candidate));
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

/** `Did you mean relu?`, or else what to try. */
export function didYouMean(name: string, names: readonly string[], otherwise: string): string {
  const meant = nearest(name, names);
  return meant ? `Did you mean ${meant}?` : otherwise;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]/g, '');
}

/** Characters to add, remove or replace, and neighbours to swap. */
export function editsBetween(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= from.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= to.length; j++) {
      const replaced = at(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const least = Math.min(replaced, at(i - 1, j) + 1, at(i, j - 1) + 1);
      rows[i]?.push(swapped ? Math.min(least, at(i - 2, j - 2) + 1) : least);
    }
  }
  return at(from.length, to.length);
}
