import {
  UnsortedSegmentSum,
  type UnsortedSegmentSumAttrs,
  type UnsortedSegmentSumInputs,
  util,
} from '@tensorflow/tfjs-core';
import { type Kernel, setKernel, zeros } from './kernel.js';

/** Sums of rows by segment: the gradient of gathering, and so of an embedding; WASM lacks it. */
export function setSegmentSum(): void {
  setKernel(UnsortedSegmentSum, unsortedSegmentSum);
}

/** As in TensorFlow, rows of a negative segment are left out. */
const unsortedSegmentSum: Kernel<UnsortedSegmentSumInputs, UnsortedSegmentSumAttrs> = (
  { x, segmentIds },
  { numSegments },
  backend,
) => {
  const shape = [numSegments, ...x.shape.slice(segmentIds.shape.length)];
  const sums = zeros(shape, x.dtype === 'float32' ? 'float32' : 'int32', backend);
  const [rows, segments, totals] = [x, segmentIds, sums].map((each) => backend.typedArrayFromHeap(each)) as [
    Float32Array,
    Int32Array,
    Float32Array,
  ];
  const width = util.sizeFromShape(shape.slice(1));
  for (const [row, segment] of segments.entries()) {
    if (segment >= numSegments) throw new Error(`Segment ${segment} is not below ${numSegments}.`);
    if (segment < 0) continue;
    for (let column = 0; column < width; column++) {
      const at = segment * width + column;
      totals[at] = (totals[at] as number) + (rows[row * width + column] as number);
    }
  }
  return sums;
};
