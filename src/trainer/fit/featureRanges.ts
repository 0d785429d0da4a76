import type { Rows } from './sampledRows.js';

/** The smallest and the largest value of each feature of some samples. */
export class FeatureRanges {
  private lows = new Float64Array();
  private highs = new Float64Array();
  private samples = 0;

  add({ values, rows, width }: Rows): void {
    if (this.samples === 0) {
      this.lows = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
      this.highs = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
    }
    this.samples += rows;
    for (let at = 0; at < rows * width; at++) {
      const [value, feature] = [values[at] ?? Number.NaN, at % width];
      if (value < (this.lows[feature] ?? value)) this.lows[feature] = value;
      if (value > (this.highs[feature] ?? value)) this.highs[feature] = value;
    }
  }

  /** Whether samples have the features that these ranges are of. */
  takes({ width }: Rows): boolean {
    return this.samples === 0 || width === this.width;
  }

  /** Samples that made the ranges. */
  get rows(): number {
    return this.samples;
  }

  get width(): number {
    return this.lows.length;
  }

  /** How many other samples have a value beyond. */
  countBeyond({ values, rows, width }: Rows): number {
    let count = 0;
    for (let row = 0; row < rows; row++) {
      const isBeyond = this.lows.some((low, at) => {
        const value = values[row * width + at] ?? Number.NaN;
        return value < low || value > (this.highs[at] ?? value);
      });
      if (isBeyond) count++;
    }
    return count;
  }
}
