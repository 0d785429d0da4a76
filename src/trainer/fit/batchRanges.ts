import type { Tensor } from '../../tfjs/tfjs.js';
import { FeatureRanges } from './featureRanges.js';
import { hasNumbers, named, type SamplesOutside, shareOutside } from './outsideRange.js';
import { type Rows, sampledRows } from './sampledRows.js';
import type { SampleRows } from './sampleHashes.js';

/** Elements of the batches trained on, of more of which nothing is told: the range of the first of them is no fair one. */
const MOST_TRAINED_ELEMENTS = 4_000_000;
/** Elements of the others, of which the first ones are enough. */
const MOST_HELD_ELEMENTS = 500_000;

/** What batches trained on range over, and how many samples of others, which come after them, are beyond. */
export class BatchRanges {
  private readonly inputs = new Compared();
  private readonly targets = new Compared();
  private trained = 0;
  private held = 0;
  private isFair = true;

  add(input: Tensor | undefined, target: Tensor | undefined): void {
    if (!this.isFair) return;
    this.trained += elementsOf(input, target);
    if (!input || !target || this.trained > MOST_TRAINED_ELEMENTS || ![input, target].every(hasNumbers)) {
      this.forgo();
      return;
    }
    const [samples, others] = [allRows(input), allRows(target)];
    if (!this.isLike(samples, others)) {
      this.forgo();
      return;
    }
    this.inputs.ranges.add(samples);
    this.targets.ranges.add(others);
  }

  /** A batch of what comes after all that are trained on. */
  compare(input: Tensor | undefined, target: Tensor | undefined): void {
    if (!this.isFair || !input || !target || this.held > MOST_HELD_ELEMENTS || ![input, target].every(hasNumbers))
      return;
    this.held += elementsOf(input, target);
    this.count(allRows(input), allRows(target));
  }

  /** Samples that are all there. */
  compareRows({ inputs: [input], target, from, to }: SampleRows): void {
    if (!this.isFair || !input || to <= from || ![input, target].every(hasNumbers)) return;
    const read = (tensor: Tensor) => sampledRows(tensor, MOST_HELD_ELEMENTS, { from, to });
    this.count(read(input), read(target));
  }

  private count(inputs: Rows, targets: Rows): void {
    if (!this.isLike(inputs, targets)) {
      this.forgo();
      return;
    }
    this.inputs.count(inputs);
    this.targets.count(targets);
  }

  /** Whether they are as wide as those before, which batches of sequences need not be. */
  private isLike(inputs: Rows, targets: Rows): boolean {
    return this.inputs.ranges.takes(inputs) && this.targets.ranges.takes(targets);
  }

  /** What is trained on goes on after it: its range is not known. */
  forgo(): void {
    this.isFair = false;
  }

  told(): SamplesOutside {
    if (!this.isFair) return {};
    return { ...named('inputsOutside', this.inputs.told()), ...named('targetsOutside', this.targets.told()) };
  }
}

class Compared {
  readonly ranges = new FeatureRanges();
  private samples = 0;
  private beyond = 0;

  count(others: Rows): void {
    this.samples += others.rows;
    this.beyond += this.ranges.countBeyond(others);
  }

  told() {
    return shareOutside(this.ranges, this.samples, this.beyond);
  }
}

const allRows = (tensor: Tensor): Rows => sampledRows(tensor, Number.POSITIVE_INFINITY);

const elementsOf = (...tensors: readonly (Tensor | undefined)[]): number =>
  tensors.reduce((sum, tensor) => sum + (tensor?.size ?? 0), 0);
