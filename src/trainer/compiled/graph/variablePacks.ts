/** Variables that share a resource, and so their reading, their update and their sums. */
export interface VariablePack {
  /**
   * `flat`: all their elements in one vector, of whatever shapes, few enough to be added up in JavaScript;
   * `stack`: variables of one shape, as [k, ...shape].
   */
  readonly kind: 'flat' | 'stack';
  /** Indices into the variables that were packed. */
  readonly members: readonly number[];
}

/** Up to so many elements a variable goes into the row as it is: adding it up in JavaScript takes less than calling TensorFlow. */
const MOST_FLAT = 1024;
/** All such variables of a model together. */
const MOST_FLAT_OF_ALL = 4096;
/** Variables of one shape and up to so many elements are stacked from three on: their gradients are copied for it. */
const MOST_STACKED = 16_384;
const FEWEST_STACKED = 3;

/** What of a model's variables goes together; the others are on their own. */
export function variablePacks(shapes: readonly (readonly number[])[]): VariablePack[] {
  const sizes = shapes.map(elements);
  const sizeOf = (index: number) => sizes[index] ?? 0;
  const flat: number[] = [];
  const rest: number[] = [];
  let total = 0;
  for (const index of [...shapes.keys()].sort((a, b) => sizeOf(a) - sizeOf(b))) {
    const fits = sizeOf(index) <= MOST_FLAT && total + sizeOf(index) <= MOST_FLAT_OF_ALL;
    if (fits) total += sizeOf(index);
    (fits ? flat : rest).push(index);
  }
  const stacks = [...Map.groupBy(rest, (index) => String(shapes[index])).values()]
    .filter((members) => members.length >= FEWEST_STACKED && sizeOf(members[0] ?? 0) <= MOST_STACKED)
    .map((members): VariablePack => ({ kind: 'stack', members }));
  return flat.length > 0 ? [{ kind: 'flat', members: flat }, ...stacks] : stacks;
}

export function elements(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
