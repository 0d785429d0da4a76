import { numeric } from '../values/numeric.js';
import { isKind, type Value } from '../values/values.js';
import { ofNumbers } from './builtins.js';
import type { LibraryCall } from './library.js';

const functions: Readonly<Record<string, (...numbers: number[]) => number>> = {
  prod: (...numbers) => numbers.reduce((a, b) => a * b, 1),
  product: (...numbers) => numbers.reduce((a, b) => a * b, 1),
  sqrt: (x = 0) => Math.sqrt(x),
  log: (x = 1, base) => (base === undefined ? Math.log(x) : Math.log(x) / Math.log(base)),
  log2: (x = 1) => Math.log2(x),
  log10: (x = 1) => Math.log10(x),
  exp: (x = 0) => Math.exp(x),
  floor: (x = 0) => Math.floor(x),
  ceil: (x = 0) => Math.ceil(x),
  trunc: (x = 0) => Math.trunc(x),
  round: (x = 0, digits = 0) => Math.round(x * 10 ** digits) / 10 ** digits,
  pow: (a = 0, b = 1) => a ** b,
  power: (a = 0, b = 1) => a ** b,
  abs: (x = 0) => Math.abs(x),
  max: (...numbers) => Math.max(...numbers),
  min: (...numbers) => Math.min(...numbers),
  maximum: (a = 0, b = 0) => Math.max(a, b),
  minimum: (a = 0, b = 0) => Math.min(a, b),
  sum: (...numbers) => numbers.reduce((a, b) => a + b, 0),
  mean: (...numbers) => numbers.reduce((a, b) => a + b, 0) / numbers.length,
  sin: (x = 0) => Math.sin(x),
  cos: (x = 0) => Math.cos(x),
  int32: (x = 0) => Math.trunc(x),
  int64: (x = 0) => Math.trunc(x),
  float32: (x = 0) => x,
  float64: (x = 0) => x,
  gcd: (a = 0, b = 0) => gcd(a, b),
  factorial: (x = 0) =>
    x > 170 ? Number.POSITIVE_INFINITY : Array.from({ length: x }, (_, i) => i + 1).reduce((a, b) => a * b, 1),
};

function gcd(a: number, b: number): number {
  return b === 0 || !Number.isFinite(a) || !Number.isFinite(b) ? Math.abs(a) : gcd(b, a % b);
}

/** Functions of TensorFlow that go through all of a list. */
const reductions: Readonly<Record<string, string>> = {
  reduce_prod: 'prod',
  reduce_sum: 'sum',
  reduce_max: 'max',
  reduce_min: 'min',
  reduce_mean: 'mean',
};

/** A function of `math` or `numpy` on numbers; undefined where it is none, or arrays of data are among its arguments. */
export function numberFunction(path: string): LibraryCall | undefined {
  const [, library, own = ''] = /^(math|numpy|tensorflow(?:\.math)?)\.(\w+)$/.exec(path) ?? [];
  const name = library?.startsWith('tensorflow') ? (reductions[own] ?? own) : own;
  const compute = name && Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!compute) return undefined;
  const run = ofNumbers(compute);
  return (called) => (called.args.positional.every(isNumberLike) ? run(called) : undefined);
}

function isNumberLike(value: Value): boolean {
  return numeric(value) !== null || isKind(value, 'unknown') || isKind(value, 'name') || isKind(value, 'list');
}
