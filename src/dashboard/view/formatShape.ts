/** A tensor shape as people write it; `?` stands for the batch dimension. */
export const formatShape = (shape: readonly (number | null)[]): string => shape.map((size) => size ?? '?').join(' × ');
