/** Where two JSON values differ, numbers by more than the tolerance; at most a few places. */
export function unlike(a: unknown, b: unknown, tolerance: number): string[] {
  return [...places(a, b, tolerance, '')].slice(0, 3);
}

function* places(a: unknown, b: unknown, tolerance: number, path: string): Generator<string> {
  if (isNumbers(a) && isNumbers(b) && a.length === b.length) yield* differingNumbers(a, b, tolerance, path);
  else if (typeof a === 'number' && typeof b === 'number') yield* differingNumbers([a], [b], tolerance, path);
  else if (isObject(a) && isObject(b)) yield* placesInside(a, b, tolerance, path);
  else if (a !== b) yield `${path}: ${JSON.stringify(a)?.slice(0, 200)} | ${JSON.stringify(b)?.slice(0, 200)}`;
}

function* placesInside(
  a: Record<string, unknown>,
  b: Record<string, unknown>,
  tolerance: number,
  path: string,
): Generator<string> {
  const [keys, others] = [Object.keys(a).join(), Object.keys(b).join()];
  if (keys !== others) yield `${path}: keys ${keys} | ${others}`;
  else for (const key of Object.keys(a)) yield* places(a[key], b[key], tolerance, `${path}.${key}`);
}

/** Numbers count relative to the largest of their array. */
function* differingNumbers(
  a: readonly number[],
  b: readonly number[],
  tolerance: number,
  path: string,
): Generator<string> {
  const size = Math.max(1e-2, ...a.map(Math.abs));
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? Number.NaN;
    if (!(Math.abs(value - other) <= tolerance * size)) yield `${path}[${index}]: ${value} | ${other}`;
  }
}

function isNumbers(values: unknown): values is number[] {
  return Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'number');
}

/** Arrays are objects with indices as keys. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The largest difference of two JSON values, of numbers relative to the largest of their array; infinite where they are of other kinds. */
export function largestDifference(a: unknown, b: unknown): number {
  const numbers = isNumbers(a) && isNumbers(b) && a.length === b.length;
  if (numbers || (typeof a === 'number' && typeof b === 'number')) {
    const [own, others] = [[a].flat(), [b].flat()] as [number[], number[]];
    const size = Math.max(1e-2, ...own.map(Math.abs));
    return Math.max(0, ...own.map((value, index) => Math.abs(value - (others[index] ?? Number.NaN)) / size));
  }
  if (!isObject(a) || !isObject(b)) return a === b ? 0 : Number.POSITIVE_INFINITY;
  if (Object.keys(a).join() !== Object.keys(b).join()) return Number.POSITIVE_INFINITY;
  const found = Object.keys(a).map((key) => largestDifference(a[key], b[key]));
  return found.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(0, ...found);
}
