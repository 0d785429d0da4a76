import {
  STATISTIC_COUNT,
  type Statistic,
  setNoGradient,
  setStatistics,
  statisticOf,
} from '../../../protocol/statistics.js';
import {
  type ElementSums,
  statisticsOfSums,
  sumOfProducts,
  sumsOfGradients,
  sumsOfWeights,
} from '../../tap/elementSums.js';

/** How the variables' sums follow each other in a row. */
export interface RowLayout {
  readonly parts: readonly SummedPart[];
}

export type SummedPart =
  /** All elements of all gradients, then all of the weights after the update. */
  | { readonly kind: 'raw'; readonly variables: readonly number[]; readonly sizes: readonly number[] }
  /** Nine sums as nine vectors, for variables of one size. */
  | { readonly kind: 'sums'; readonly variables: readonly number[]; readonly size: number };

/** What the graph adds up of one variable, squares halved. */
const SUM_COUNT = 9;

/** Norms below this one are too small for sums of float32 squares: the squares of their elements are zero or denormal. */
export const SMALLEST_NORM = 1e-13;

/** Where the square of the mean is more of the mean square than this, their difference has lost too many digits. */
const MOST_MEAN = 0.99;

interface RowSums extends ElementSums {
  /** Added up in double precision. */
  readonly exact: boolean;
}

/** Turns rows of sums into the statistics of protocol/statistics.ts. It keeps what it compares the next row with. */
export class RowReader {
  /** A row since the last look had a gradient that sums tell only roughly. */
  rough = false;
  /** A step has made weights that are NaN or infinite: rewritten operations may hide them from the loss of the next one. */
  overflown = false;
  /** Of small variables. */
  private readonly lastWeights = new Map<number, Float32Array>();
  private readonly lastGradients = new Map<number, Float32Array>();
  /** L2 norms of the last gradients of all variables. */
  private readonly lastNorms = new Map<number, number>();

  constructor(
    private readonly layout: RowLayout,
    private readonly variables: number,
    /** Variables without a gradient. */
    private readonly missing: ReadonlySet<number>,
  ) {}

  /** The variables whose weights and gradients before a step have to be told where they were not those of the last one. */
  get rawVariables(): readonly number[] {
    return this.layout.parts.flatMap((part) => (part.kind === 'raw' ? part.variables : []));
  }

  /** Whether sums would tell the gradients of a batch with such statistics only roughly. */
  isRoughFor(statistics: Float32Array): boolean {
    const of = (variable: number, name: Statistic) => statisticOf(statistics, variable, name);
    return this.layout.parts.some(
      (part) =>
        part.kind === 'sums' &&
        part.variables.some((variable) =>
          isRough(part.size, of(variable, 'gradNorm'), of(variable, 'gradMean'), of(variable, 'gradMeanAbs')),
        ),
    );
  }

  setWeights(variable: number, weights: Float32Array): void {
    this.lastWeights.set(variable, weights);
  }

  setLastGradient(variable: number, gradient: Float32Array): void {
    this.lastGradients.set(variable, gradient);
    this.setLastNorm(variable, Math.sqrt(sumsOfGradients(gradient).squares));
  }

  setLastNorm(variable: number, norm: number): void {
    this.lastNorms.set(variable, norm);
  }

  /** @param row what the graph gave after loss and metrics */
  read(row: Float32Array): Float32Array {
    const target = new Float32Array(this.variables * STATISTIC_COUNT);
    let at = 0;
    for (const part of this.layout.parts) {
      if (part.kind === 'sums') {
        for (const [index, variable] of part.variables.entries()) {
          this.write(target, variable, sumsAt(row, at + index, part.variables.length, part.size));
        }
        at += SUM_COUNT * part.variables.length;
        continue;
      }
      const total = part.sizes.reduce((sum, size) => sum + size, 0);
      for (const [index, variable] of part.variables.entries()) {
        const size = part.sizes[index] ?? 0;
        this.write(
          target,
          variable,
          this.sumsOfRaw(variable, row.subarray(at, at + size), row.subarray(at + total, at + total + size)),
        );
        at += size;
      }
      at += total;
    }
    return target;
  }

  private sumsOfRaw(variable: number, gradients: Float32Array, weights: Float32Array): RowSums {
    const before = this.lastWeights.get(variable) ?? new Float32Array(weights.length).fill(Number.NaN);
    this.lastWeights.set(variable, weights);
    const products = sumOfProducts(gradients, this.lastGradients.get(variable));
    this.lastGradients.set(variable, gradients);
    return { exact: true, ...sumsOfGradients(gradients), ...sumsOfWeights(before, weights), products };
  }

  private write(target: Float32Array, variable: number, sums: RowSums): void {
    if (!Number.isFinite(sums.weights)) this.overflown = true;
    const isMissing = this.missing.has(variable);
    const values = statisticsOfSums(sums, this.lastNorms.get(variable) ?? Number.NaN);
    const { gradNorm: norm, gradMean: mean } = values;
    if (!isMissing && !sums.exact && isRough(sums.size, norm, mean, sums.absolutes)) this.rough = true;
    setStatistics(target, variable, values);
    if (isMissing) setNoGradient(target, variable);
    else this.setLastNorm(variable, norm);
  }
}

/** Whether sums of float32 tell a gradient only roughly. @param absolutes sum or mean of its elements' sizes */
function isRough(size: number, norm: number, mean: number, absolutes: number): boolean {
  const meanSquare = norm ** 2 / size;
  const cancelled = size > 1 && meanSquare > 0 && mean ** 2 > MOST_MEAN * meanSquare;
  return cancelled || (norm < SMALLEST_NORM && absolutes > 0);
}

/** @param stride between the sums of one variable */
function sumsAt(row: Float32Array, at: number, stride: number, size: number): RowSums {
  const sum = (index: number) => row[at + index * stride] ?? Number.NaN;
  return {
    size,
    exact: false,
    sum: sum(0),
    squares: 2 * sum(1),
    absolutes: sum(2),
    min: sum(3),
    max: sum(4),
    nonZeros: 2 * sum(5),
    weights: 2 * sum(6),
    updates: 2 * sum(7),
    products: sum(8),
    // A step with others is not taken by the graph.
    nans: 0,
    infs: 0,
  };
}
