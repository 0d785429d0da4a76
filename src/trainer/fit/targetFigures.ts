import type { DataEvidence } from '../../protocol/dataEvidence.js';
import type { Rows } from './sampledRows.js';

/** Different whole numbers from which on they are no classes. */
const MOST_CLASSES = 1000;
/** Values of a column that its median is taken of, and columns that are followed. */
const KEPT = 4096;
const MOST_COLUMNS = 64;

/** What a fit's targets are: classes or numbers, how many of each, and how far they spread. */
export class TargetFigures {
  samples = 0;
  private notFinite = 0;
  private columns = 1;
  private oneHot = true;
  private zeroOrOne = true;
  private whole = true;
  private severalOnes = 0;
  private readonly counts = new Map<number, number>();
  private readonly kept: number[][] = [];

  /** @param areClasses whether whole numbers in one column are numbers of classes */
  constructor(private readonly areClasses: boolean) {}

  add({ values, rows, width, columns }: Rows): void {
    this.columns = columns;
    for (let at = 0; at < rows * width; at += columns) this.addSample(values, at);
  }

  figures(): DataEvidence['targets'] {
    const numbers = this.kept.flat();
    if (numbers.length === 0) return null;
    const all = spread(numbers);
    const columns = this.kept.map(spread);
    const kind = this.kind();
    const isCounted = kind !== 'numbers' && this.counts.size <= MOST_CLASSES;
    const classes = isCounted ? [...this.counts].sort(([, first], [, second]) => second - first) : [];
    return {
      samples: this.samples,
      min: all.min,
      max: all.max,
      mean: all.mean,
      std: Math.sqrt(all.variance),
      notFinite: this.notFinite,
      kind,
      classes: classes.map(([, count]) => count),
      labels: classes.map(([label]) => label),
      ...(this.zeroOrOne && this.severalOnes > 0 ? { severalOnes: this.severalOnes } : {}),
      variance: mean(columns.map(({ variance }) => variance)),
      deviation: mean(columns.map(({ deviation }) => deviation)),
    };
  }

  private kind(): NonNullable<DataEvidence['targets']>['kind'] {
    if (this.columns > 1) return this.oneHot ? 'one-hot' : 'numbers';
    if (this.areClasses && this.whole) return 'class-numbers';
    return this.zeroOrOne ? 'binary' : 'numbers';
  }

  private addSample(values: ArrayLike<number>, at: number): void {
    this.samples++;
    let ones = 0;
    let last = 0;
    for (let column = 0; column < this.columns; column++) {
      const value = values[at + column] ?? Number.NaN;
      if (!Number.isFinite(value)) this.notFinite++;
      else this.keep(column, value);
      if (value === 1) {
        ones++;
        last = column;
      } else if (value !== 0) {
        this.oneHot = false;
        this.zeroOrOne = false;
      }
      if (!(value >= 0 && Number.isInteger(value))) this.whole = false;
    }
    if (ones !== 1) this.oneHot = false;
    if (ones > 1) this.severalOnes++;
    const sample = this.columns > 1 ? last : (values[at] ?? Number.NaN);
    if (this.counts.size <= MOST_CLASSES) this.counts.set(sample, (this.counts.get(sample) ?? 0) + 1);
  }

  private keep(column: number, value: number): void {
    if (column >= MOST_COLUMNS) return;
    this.kept[column] ??= [];
    const kept = this.kept[column];
    if (kept.length < KEPT) {
      kept.push(value);
      return;
    }
    // An even sample of all, the same in every run: Vitter's reservoir, with a hash of the count for the dice.
    const place = Math.floor(((Math.imul(this.samples, 0x9e3779b1) >>> 0) / 2 ** 32) * this.samples);
    if (place < KEPT) kept[place] = value;
  }
}

function spread(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const center = mean(sorted);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return {
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
    mean: center,
    variance: mean(sorted.map((value) => (value - center) ** 2)),
    deviation: mean(sorted.map((value) => Math.abs(value - median))),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
