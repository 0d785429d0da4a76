export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** `[28, 28, 1]`; what a model leaves open is `?`. */
export function shapeText(shape: readonly (number | null)[]): string {
  return `[${shape.map((length) => length ?? '?').join(', ')}]`;
}

/**
 * `wanted` with its one open place filled so that it holds `size` numbers; null where it cannot.
 */
export function shapeOfSize(wanted: readonly (number | null)[], size: number): number[] | null {
  const open = wanted.filter((length) => length === null).length;
  const known = sizeOf(wanted.filter((length) => length !== null));
  if (open === 0) return known === size ? wanted.map((length) => length ?? 1) : null;
  if (open > 1 || known === 0 || size % known !== 0) return null;
  return wanted.map((length) => length ?? size / known);
}

/** Whether a model that takes `wanted` takes `shape`. */
export function fits(shape: readonly number[], wanted: readonly (number | null)[]): boolean {
  return shape.length === wanted.length && wanted.every((length, axis) => length === null || length === shape[axis]);
}
