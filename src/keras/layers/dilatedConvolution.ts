import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** A convolution of images with stride 1 and no padding. */
export type Convolve = (x: Tensor) => Tensor;

export interface Dilation {
  readonly kernelSize: readonly number[];
  readonly rates: readonly number[];
  /** Zeros before and after rows and columns. */
  readonly padding: readonly (readonly [number, number])[];
}

/**
 * A convolution whose kernel has gaps. tfjs has no gradient for it: every image is dealt out into one for each phase of the gaps,
 * convolved without gaps, and put together again.
 * @param x [batch, rows, columns, channels]
 */
export function dilatedConvolution(tf: Tfjs, x: Tensor, { rates, padding }: Dilation, convolve: Convolve): Tensor {
  const extra = rates.map((rate, i) => {
    const [before, after] = padding[i] ?? [0, 0];
    const size = (x.shape[i + 1] ?? 0) + before + after;
    return (rate - (size % rate)) % rate;
  });
  const paddings = rates.map((_, i) => {
    const [before, after] = padding[i] ?? [0, 0];
    return [before, after + (extra[i] ?? 0)];
  });
  const phases: Tensor = tf.spaceToBatchND(x, [...rates], paddings);
  return tf.batchToSpaceND(
    convolve(phases),
    [...rates],
    extra.map((size) => [0, size]),
  );
}

/** Zeros around an input so that the output keeps its size. */
export function samePadding(kernelSize: readonly number[], rates: readonly number[]): [number, number][] {
  return kernelSize.map((size, i) => {
    const total = (size - 1) * (rates[i] ?? 1);
    const before = Math.floor(total / 2);
    return [before, total - before];
  });
}
