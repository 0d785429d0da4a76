/**
 * A random matrix [rows, columns] whose longer side holds orthonormal vectors, row by row.
 * Plain JavaScript: tfjs's own takes minutes for the recurrent kernel of an LSTM with some hundred units.
 * @param normal draws from the standard normal distribution
 */
export function orthogonalMatrix(rows: number, columns: number, normal: () => number): Float32Array {
  const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
  const vectors = Array.from({ length: count }, () => Float64Array.from({ length }, normal));
  vectors.forEach((vector, i) => {
    for (const other of vectors.slice(0, i)) subtractProjection(vector, other);
    normalize(vector);
  });
  const matrix = new Float32Array(rows * columns);
  vectors.forEach((vector, i) => {
    vector.forEach((value, j) => {
      matrix[rows < columns ? i * columns + j : j * columns + i] = value;
    });
  });
  return matrix;
}

function subtractProjection(vector: Float64Array, unit: Float64Array): void {
  let dot = 0;
  for (let i = 0; i < vector.length; i++) dot += (vector[i] ?? 0) * (unit[i] ?? 0);
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) - dot * (unit[i] ?? 0);
}

function normalize(vector: Float64Array): void {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const norm = Math.sqrt(sum) || 1;
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) / norm;
}
