/** Steps of a sequence whose length a model leaves open. */
const STEPS = 16;
/** Height and width of a picture whose size a model leaves open: enough for five halvings. */
const SIDE = 64;

/** Gives each place that a model leaves open a length; the output's are taken to follow the input's. */
export function resolvedShapes(
  input: readonly (number | null)[],
  output: readonly (number | null)[],
): { input: number[]; output: number[] } {
  const open = input.length > 2 ? SIDE : STEPS;
  const filled = input.map((length) => length ?? open);
  return { input: filled, output: output.map((length, axis) => length ?? filled[axis] ?? open) };
}
