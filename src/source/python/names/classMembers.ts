/** Classes that extend each other more deeply than that extend themselves. */
const DEEPEST = 20;

/**
 * What a class of the file, or one that it extends, has under a name: its own first, then its bases' in their order.
 * @param own what the class itself has
 * @param basesOf the classes of the file that it extends
 */
export function inheritedMember<C, V>(
  start: C,
  own: (of: C) => V | undefined,
  basesOf: (of: C) => readonly C[],
  depth = 0,
): V | undefined {
  const found = own(start);
  if (found !== undefined || depth > DEEPEST) return found;
  for (const base of basesOf(start)) {
    const inherited = inheritedMember(base, own, basesOf, depth + 1);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}
