/**
 * The effective rank of a matrix, in steps that each tell how many multiplications they took: the exponential of the entropy of its singular values'
 * shares; Roy and Vetterli, EUSIPCO 2007. 1 where all rows are multiples of one, as many as there are rows where these are orthogonal and of one
 * length. In double precision, without centering. NaN where an element is not finite, or all are 0.
 * @param matrix row by row
 */
export function* effectiveRank(matrix: Float32Array, rows: number, columns: number): Generator<number, number> {
  const squares = yield* eigenvalues(yield* gram(matrix, rows, columns));
  const values = squares.map((square) => Math.sqrt(Math.max(0, square)));
  const sum = values.reduce((total, value) => total + value, 0);
  if (!(sum > 0 && Number.isFinite(sum))) return Number.NaN;
  const entropy = values.reduce(
    (total, value) => (value > 0 ? total - (value / sum) * Math.log(value / sum) : total),
    0,
  );
  return Math.exp(entropy);
}

/** Multiplications that all of its steps take, about. */
export function rankCost(rows: number, columns: number): number {
  const size = Math.min(rows, columns);
  return (size * size * Math.max(rows, columns)) / 2 + 2 * size ** 3;
}

/** The products of all rows with each other, or of all columns where those are fewer: their eigenvalues are the squares of the singular values. */
function* gram(matrix: Float32Array, rows: number, columns: number): Generator<number, Float64Array[]> {
  const byRows = rows <= columns;
  const [size, length] = byRows ? [rows, columns] : [columns, rows];
  const vectors = Array.from({ length: size }, (_, index) =>
    Float64Array.from({ length }, (_, at) => matrix[byRows ? index * columns + at : at * columns + index] ?? 0),
  );
  const products = vectors.map(() => new Float64Array(size));
  for (const [i, first] of vectors.entries()) {
    for (let j = 0; j <= i; j++) {
      const second = vectors[j] as Float64Array;
      let sum = 0;
      for (let at = 0; at < length; at++) sum += (first[at] as number) * (second[at] as number);
      (products[i] as Float64Array)[j] = sum;
      (products[j] as Float64Array)[i] = sum;
    }
    yield (i + 1) * length;
  }
  return products;
}

/** Of a symmetric matrix, which is overwritten: by Householder's reflections to three diagonals, and from there by implicit QL steps. */
function* eigenvalues(matrix: Float64Array[]): Generator<number, number[]> {
  return yield* ofThreeDiagonals(...(yield* toThreeDiagonals(matrix)));
}

/** @returns the diagonal, and the one beside it but for its signs, which eigenvalues do not depend on */
function* toThreeDiagonals(matrix: Float64Array[]): Generator<number, [diagonal: Float64Array, beside: Float64Array]> {
  const size = matrix.length;
  const beside = new Float64Array(size);
  const at = (row: number, column: number): number => matrix[row]?.[column] as number;
  for (let k = 0; k < size - 2; k++) {
    const v = new Float64Array(size);
    let square = 0;
    for (let i = k + 1; i < size; i++) {
      v[i] = at(i, k);
      square += at(i, k) ** 2;
    }
    const head = v[k + 1] as number;
    const alpha = head > 0 ? -Math.sqrt(square) : Math.sqrt(square);
    beside[k] = Math.sqrt(square);
    const half = square - alpha * head;
    if (!(half > 0)) continue;
    v[k + 1] = head - alpha;
    reflect(matrix, v, half, k + 1);
    yield 3 * (size - k) ** 2;
  }
  if (size > 1) beside[size - 2] = Math.abs(at(size - 1, size - 2));
  return [Float64Array.from({ length: size }, (_, index) => at(index, index)), beside];
}

/** Takes A to HAH for H = 1 - vv' / half, from a row and column on. */
function reflect(matrix: Float64Array[], v: Float64Array, half: number, from: number): void {
  const size = matrix.length;
  const p = new Float64Array(size);
  let along = 0;
  for (let i = from; i < size; i++) {
    const row = matrix[i] as Float64Array;
    let sum = 0;
    for (let j = from; j < size; j++) sum += (row[j] as number) * (v[j] as number);
    p[i] = sum / half;
    along += (p[i] as number) * (v[i] as number);
  }
  const share = along / (2 * half);
  for (let i = from; i < size; i++) p[i] = (p[i] as number) - share * (v[i] as number);
  for (let i = from; i < size; i++) {
    const row = matrix[i] as Float64Array;
    const [vi, pi] = [v[i] as number, p[i] as number];
    for (let j = from; j < size; j++) row[j] = (row[j] as number) - vi * (p[j] as number) - pi * (v[j] as number);
  }
}

/** Both diagonals are overwritten. */
function* ofThreeDiagonals(d: Float64Array, e: Float64Array): Generator<number, number[]> {
  const norm = d.reduce((most, value, index) => Math.max(most, Math.abs(value) + (e[index] as number)), 0);
  const negligible = Number.EPSILON * norm;
  for (let first = 0; first < d.length; first++) {
    for (let step = 0; step < MOST_STEPS; step++) {
      let last = first;
      while (last < d.length - 1 && Math.abs(e[last] as number) > negligible) last++;
      if (last === first) break;
      qlStep(d, e, first, last);
    }
    yield QL_COST * (d.length - first);
  }
  return [...d];
}

/** Multiplications for each place that is left, about: two steps, with divisions and roots. */
const QL_COST = 50;
/** Twice as many as are ever needed; numbers that are not finite would go on for ever. */
const MOST_STEPS = 60;

function qlStep(d: Float64Array, e: Float64Array, first: number, last: number): void {
  const [own, beside] = [d[first] as number, e[first] as number];
  const ratio = ((d[first + 1] as number) - own) / (2 * beside);
  let g = (d[last] as number) - own + beside / (ratio + Math.sign(ratio || 1) * Math.hypot(ratio, 1));
  let [sine, cosine, shift] = [1, 1, 0];
  for (let i = last - 1; i >= first; i--) {
    const [f, b] = [sine * (e[i] as number), cosine * (e[i] as number)];
    const radius = Math.hypot(f, g);
    e[i + 1] = radius;
    if (radius === 0) {
      d[i + 1] = (d[i + 1] as number) - shift;
      e[last] = 0;
      return;
    }
    sine = f / radius;
    cosine = g / radius;
    g = (d[i + 1] as number) - shift;
    const turned = ((d[i] as number) - g) * sine + 2 * cosine * b;
    shift = sine * turned;
    d[i + 1] = g + shift;
    g = cosine * turned - b;
  }
  d[first] = (d[first] as number) - shift;
  e[first] = g;
  e[last] = 0;
}
