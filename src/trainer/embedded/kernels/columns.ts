import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { engine, type Tensor2D, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Windows } from './windows.js';

/** Elements of a matrix of columns: small enough to stay in the processor's cache, and memory stays bounded for large images. */
const LARGEST = 1 << 20;

/** Ranges of samples whose columns fit in one matrix; at least one sample each. */
export function sampleRanges(
  { batchSize, outputPixels, taps }: Windows,
  channels: number,
): [from: number, to: number][] {
  const count = Math.max(1, Math.floor(LARGEST / (outputPixels * taps * channels)));
  return Array.from({ length: Math.ceil(batchSize / count) }, (_, index) => [
    index * count,
    Math.min(batchSize, (index + 1) * count),
  ]);
}

/**
 * What each window sees of samples `from` to `to` of x [batch, ...space, channels]: a row [taps * channels] for each output pixel of
 * each sample, with zeros for padding.
 */
export function columnsOf(
  x: TensorInfo,
  { inputPixels, outputPixels, taps, inputPixel }: Windows,
  channels: number,
  [from, to]: readonly [number, number],
  backend: BackendWasm,
): Tensor2D {
  const columns = backend.makeOutput([(to - from) * outputPixels, taps * channels], 'float32');
  const [source, target] = [backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(columns)];
  let at = 0;
  for (let sample = from; sample < to; sample++) {
    // Three times as fast as for-of.
    for (let index = 0; index < inputPixel.length; index++) {
      const pixel = inputPixel[index] as number;
      if (pixel < 0) {
        target.fill(0, at, at + channels);
        at += channels;
        continue;
      }
      let read = (sample * inputPixels + pixel) * channels;
      for (const end = at + channels; at < end; at++, read++) target[at] = source[read] as number;
    }
  }
  return engine().makeTensorFromTensorInfo(columns) as Tensor2D;
}

/** The reverse: adds each row's elements to the input pixels that they came from, in `target` [batch, ...space, channels]. */
export function addColumns(
  columns: TensorInfo,
  { inputPixels, inputPixel }: Windows,
  channels: number,
  [from, to]: readonly [number, number],
  target: TensorInfo,
  backend: BackendWasm,
): void {
  const [source, sums] = [backend.typedArrayFromHeap(columns), backend.typedArrayFromHeap(target)];
  let at = 0;
  for (let sample = from; sample < to; sample++) {
    for (let index = 0; index < inputPixel.length; index++) {
      const pixel = inputPixel[index] as number;
      const end = at + channels;
      if (pixel >= 0) {
        let write = (sample * inputPixels + pixel) * channels;
        for (; at < end; at++, write++) sums[write] = (sums[write] as number) + (source[at] as number);
      }
      at = end;
    }
  }
}
