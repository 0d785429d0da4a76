import type { DataEvidence } from '../../protocol/dataEvidence.js';
import type { Rows } from './sampledRows.js';

/** Features that are followed one by one; of wider inputs the share of constant ones is that of the first. */
const MOST_FEATURES = 50_000;

/** Range, mean and deviation over all elements of the inputs, and which features never change. */
export class InputFigures {
  private samples = 0;
  private count = 0;
  private mean = 0;
  /** Sum of squared distances from the mean. */
  private squares = 0;
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;
  private notFinite = 0;
  private lows = new Float64Array();
  private highs = new Float64Array();

  add({ values, rows, width }: Rows): void {
    this.samples += rows;
    const features = Math.min(width, MOST_FEATURES);
    if (this.lows.length === 0) {
      this.lows = new Float64Array(features).fill(Number.POSITIVE_INFINITY);
      this.highs = new Float64Array(features).fill(Number.NEGATIVE_INFINITY);
    }
    for (let at = 0; at < rows * width; at++) this.addValue(values[at] ?? Number.NaN, at % width);
  }

  figures(): DataEvidence['inputs'] {
    if (this.count === 0) return null;
    const { samples, min, max, mean, notFinite } = this;
    const constant = this.lows.filter((low, feature) => low === this.highs[feature]).length;
    const std = Math.sqrt(this.squares / this.count);
    const constantFeatures = samples > 1 && this.lows.length > 0 ? constant / this.lows.length : 0;
    return { samples, min, max, mean, std, notFinite, constantFeatures };
  }

  private addValue(value: number, feature: number): void {
    if (!Number.isFinite(value)) {
      this.notFinite++;
      return;
    }
    const distance = value - this.mean;
    this.mean += distance / ++this.count;
    this.squares += distance * (value - this.mean);
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (value < (this.lows[feature] ?? value)) this.lows[feature] = value;
    if (value > (this.highs[feature] ?? value)) this.highs[feature] = value;
  }
}
