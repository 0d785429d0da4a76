import { patch, patchKernel } from '../../tfjs/patch.js';
import type { Dataset, Tfjs } from '../../tfjs/tfjs.js';
import { LayerStreams } from './layerStreams.js';
import { SeededNumbers } from './seededNumbers.js';
import { Streams } from './streams.js';

const TENSORFLOW = 'tensorflow';

/** A seed for TensorFlow of a number from 0 up to 1; zero would be none. */
const wholeSeed = (fraction: number): number => 1 + Math.floor(fraction * (2 ** 31 - 1));

/** Brings the rows of one fit into another order, epoch by epoch. */
export type Shuffle = (order: number[]) => void;

/** As tfjs shuffles. */
export const plainShuffle =
  (tf: Tfjs): Shuffle =>
  (order) =>
    tf.util.shuffle(order);

/** Has all that tfjs and the program draw without a seed of its own follow from one seed. */
export class SeededRun {
  private readonly streams: Streams;
  private readonly numbers: SeededNumbers;

  constructor(
    private readonly tf: Tfjs,
    seed: number,
    place = '',
  ) {
    this.streams = new Streams(seed, place);
    this.numbers = new SeededNumbers(tf, this.streams);
    new LayerStreams(tf, this.numbers, this.streams);
    this.seedDatasets();
    if (tf.getBackend() === TENSORFLOW) this.seedMultinomial();
  }

  /** For one fit: what another one has trained before does not change it. */
  shuffleOfFit(): Shuffle {
    const draw = this.streams.next('fit');
    const shuffle = plainShuffle(this.tf);
    return (order) => this.numbers.during(draw, () => shuffle(order));
  }

  /** `dataset.shuffle` without a seed takes the time for one. */
  private seedDatasets(): void {
    const { tf, streams } = this;
    patch(tf, 'seededShuffles', {
      shuffle: (shuffle) =>
        function (this: Dataset, size, seed, ...rest) {
          return shuffle.call(this, size, seed || String(streams.next('dataset.shuffle')()), ...rest);
        },
    });
  }

  private seedMultinomial(): void {
    patchKernel(this.tf, 'seededMultinomial', 'Multinomial', (own) => (args) => {
      const { seed } = args.attrs as { readonly seed: number };
      const attrs = { ...args.attrs, seed: Number.isInteger(seed) ? seed : wholeSeed(seed) };
      return own ? own.kernelFunc({ ...args, attrs }) : [];
    });
  }
}
