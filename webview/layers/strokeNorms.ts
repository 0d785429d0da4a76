/** Strokes a line through the places of its values, from the left; where a value has none there is a gap. */
export function strokeNorms(
  context: CanvasRenderingContext2D,
  norms: Float32Array,
  toX: (index: number) => number,
  toY: (norm: number) => number | null,
): void {
  let pen = false;
  context.beginPath();
  for (const [index, norm] of norms.entries()) {
    const y = toY(norm);
    if (y !== null && pen) context.lineTo(toX(index), y);
    else if (y !== null) context.moveTo(toX(index), y);
    pen = y !== null;
  }
  context.stroke();
}
