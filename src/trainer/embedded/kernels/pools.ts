import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  AvgPool3D,
  type AvgPool3DAttrs,
  AvgPool3DGrad,
  type AvgPool3DGradAttrs,
  type AvgPool3DGradInputs,
  type AvgPool3DInputs,
  AvgPoolGrad,
  type AvgPoolGradAttrs,
  type AvgPoolGradInputs,
  backend_util,
  MaxPool3D,
  type MaxPool3DAttrs,
  MaxPool3DGrad,
  type MaxPool3DGradAttrs,
  type MaxPool3DGradInputs,
  type MaxPool3DInputs,
  MaxPoolGrad,
  type MaxPoolGradAttrs,
  type MaxPoolGradInputs,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { setKernel, zeros } from './kernel.js';
import { type Windows, windowsOfImages, windowsOfVolumes } from './windows.js';

type Shape4D = [number, number, number, number];
type Shape5D = [number, number, number, number, number];

/**
 * Pools whose WASM kernels give wrong numbers (tfjs 4.22): gradients of maxima go to a wrong pixel, those of averages at a padded border
 * are too small, and those of volumes misplace windows or lose negative maxima.
 */
export function setPools(): void {
  setKernel<MaxPoolGradInputs, MaxPoolGradAttrs>(MaxPoolGrad, ({ input, dy }, attributes, backend) =>
    maximumGradient(input, dy, windowsIn2D(input, attributes), backend),
  );
  setKernel<MaxPool3DGradInputs, MaxPool3DGradAttrs>(MaxPool3DGrad, ({ input, dy }, attributes, backend) =>
    maximumGradient(input, dy, windowsIn3D(input, attributes), backend),
  );
  setKernel<AvgPoolGradInputs, Omit<AvgPoolGradAttrs, 'dimRoundingMode'>>(
    AvgPoolGrad,
    ({ input, dy }, attributes, backend) => averageGradient(input, dy, windowsIn2D(input, attributes), backend),
  );
  setKernel<AvgPool3DGradInputs, AvgPool3DGradAttrs>(AvgPool3DGrad, ({ input, dy }, attributes, backend) =>
    averageGradient(input, dy, windowsIn3D(input, attributes), backend),
  );
  setKernel<MaxPool3DInputs, MaxPool3DAttrs>(MaxPool3D, ({ x }, attributes, backend) =>
    pooled(x, attributes, backend, maximum),
  );
  setKernel<AvgPool3DInputs, AvgPool3DAttrs>(AvgPool3D, ({ x }, attributes, backend) =>
    pooled(x, attributes, backend, mean),
  );
}

function windowsIn2D(input: TensorInfo, { filterSize, strides, pad, dimRoundingMode }: MaxPoolGradAttrs): Windows {
  return windowsOfImages(
    backend_util.computePool2DInfo(input.shape as Shape4D, filterSize, strides, 1, pad, dimRoundingMode),
  );
}

function windowsIn3D(input: TensorInfo, attributes: MaxPool3DGradAttrs): Windows {
  return windowsOfVolumes(infoIn3D(input, attributes));
}

function infoIn3D(input: TensorInfo, { filterSize, strides, pad, dimRoundingMode }: MaxPool3DGradAttrs) {
  return backend_util.computePool3DInfo(input.shape as Shape5D, filterSize, strides, 1, pad, dimRoundingMode);
}

/** The whole gradient of an output goes to the first largest pixel of its window, as in TensorFlow. */
function maximumGradient(input: TensorInfo, dy: TensorInfo, windows: Windows, backend: BackendWasm): TensorInfo {
  const dx = zeros(input.shape, 'float32', backend);
  const [values, gradients, sums] = [input, dy, dx].map((each) => backend.typedArrayFromHeap(each)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const channels = input.shape.at(-1) ?? 1;
  eachWindow(windows, (seen, output) => {
    for (let channel = 0; channel < channels; channel++) {
      const at = largest(values, seen, channels, channel);
      sums[at] = (sums[at] as number) + (gradients[output * channels + channel] as number);
    }
  });
  return dx;
}

/** Index of the first largest element of a channel among the pixels seen. */
function largest(values: Float32Array, seen: Int32Array, channels: number, channel: number): number {
  let best = (seen[0] as number) * channels + channel;
  for (let index = 1; index < seen.length; index++) {
    const at = (seen[index] as number) * channels + channel;
    if ((values[at] as number) > (values[best] as number)) best = at;
  }
  return best;
}

/** The gradient of an output is shared by the pixels of its window, not by padding. */
function averageGradient(input: TensorInfo, dy: TensorInfo, windows: Windows, backend: BackendWasm): TensorInfo {
  const dx = zeros(input.shape, 'float32', backend);
  const [gradients, sums] = [dy, dx].map((each) => backend.typedArrayFromHeap(each)) as [Float32Array, Float32Array];
  const channels = input.shape.at(-1) ?? 1;
  eachWindow(windows, (seen, output) => {
    for (let index = 0; index < seen.length; index++) {
      const pixel = seen[index] as number;
      for (let channel = 0; channel < channels; channel++) {
        const at = pixel * channels + channel;
        sums[at] = (sums[at] as number) + (gradients[output * channels + channel] as number) / seen.length;
      }
    }
  });
  return dx;
}

type Pool = (values: Float32Array, seen: Int32Array, channels: number, channel: number) => number;

function pooled(x: TensorInfo, attributes: MaxPool3DAttrs, backend: BackendWasm, pool: Pool): TensorInfo {
  const info = infoIn3D(x, attributes);
  const y = backend.makeOutput(info.outShape, 'float32');
  const [values, outputs] = [x, y].map((each) => backend.typedArrayFromHeap(each)) as [Float32Array, Float32Array];
  const channels = info.inChannels;
  eachWindow(windowsOfVolumes(info), (seen, output) => {
    for (let channel = 0; channel < channels; channel++) {
      outputs[output * channels + channel] = pool(values, seen, channels, channel);
    }
  });
  return y;
}

function maximum(...[values, seen, channels, channel]: Parameters<Pool>): number {
  return values[largest(values, seen, channels, channel)] as number;
}

function mean(...[values, seen, channels, channel]: Parameters<Pool>): number {
  let sum = 0;
  for (let index = 0; index < seen.length; index++)
    sum += values[(seen[index] as number) * channels + channel] as number;
  return sum / seen.length;
}

/** Visits each window of each sample with the input pixels that it sees, counted over the whole batch, padding left out. */
function eachWindow(
  { batchSize, inputPixels, outputPixels, taps, inputPixel }: Windows,
  visit: (seen: Int32Array, output: number) => void,
): void {
  const pixels = new Int32Array(taps);
  for (let output = 0; output < batchSize * outputPixels; output++) {
    const sample = Math.floor(output / outputPixels);
    const first = (output % outputPixels) * taps;
    let count = 0;
    for (let tap = first; tap < first + taps; tap++) {
      const pixel = inputPixel[tap] as number;
      if (pixel >= 0) pixels[count++] = sample * inputPixels + pixel;
    }
    visit(count === taps ? pixels : pixels.subarray(0, count), output);
  }
}
