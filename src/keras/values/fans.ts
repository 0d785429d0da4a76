/** Inputs and outputs of one unit, as Keras counts them: the last two sizes are channels in and out, those before a window. */
export function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  const [first = 1] = shape;
  if (shape.length < 2) return { fanIn: first, fanOut: first };
  const window = shape.slice(0, -2).reduce((size, dimension) => size * dimension, 1);
  return { fanIn: (shape.at(-2) ?? 1) * window, fanOut: (shape.at(-1) ?? 1) * window };
}
