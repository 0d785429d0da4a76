import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend_util,
  DepthwiseConv2dNativeBackpropFilter,
  type DepthwiseConv2dNativeBackpropFilterAttrs,
  type DepthwiseConv2dNativeBackpropFilterInputs,
  DepthwiseConv2dNativeBackpropInput,
  type DepthwiseConv2dNativeBackpropInputAttrs,
  type DepthwiseConv2dNativeBackpropInputInputs,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { type Kernel, setKernel, zeros } from './kernel.js';
import { type Windows, windowsOfImages } from './windows.js';

type Shape4D = [number, number, number, number];

/** Both gradients of a depthwise convolution; WASM has neither. */
export function setDepthwiseGradients(): void {
  setKernel(DepthwiseConv2dNativeBackpropFilter, backpropFilter);
  setKernel(DepthwiseConv2dNativeBackpropInput, backpropInput);
}

const backpropFilter: Kernel<DepthwiseConv2dNativeBackpropFilterInputs, DepthwiseConv2dNativeBackpropFilterAttrs> = (
  { x, dy },
  attrs,
  backend,
) => {
  const { filterShape } = attrs;
  const info = depthwiseInfo(x.shape as Shape4D, filterShape, attrs);
  const filterGradient = zeros(filterShape, 'float32', backend);
  const [inputs, gradients, sums] = numbersOf([x, dy, filterGradient], backend);
  const { channels, outChannels, multiplier } = channelsOf(info);
  eachTap(windowsOfImages(info), (input, output, tap) => {
    for (let channel = 0; channel < channels; channel++) {
      const value = inputs[input * channels + channel] as number;
      const first = channel * multiplier;
      for (let index = first; index < first + multiplier; index++) {
        const at = tap * outChannels + index;
        sums[at] = (sums[at] as number) + value * (gradients[output * outChannels + index] as number);
      }
    }
  });
  return filterGradient;
};

const backpropInput: Kernel<DepthwiseConv2dNativeBackpropInputInputs, DepthwiseConv2dNativeBackpropInputAttrs> = (
  { dy, filter },
  attrs,
  backend,
) => {
  const { inputShape } = attrs;
  const info = depthwiseInfo(inputShape, filter.shape as Shape4D, attrs);
  const inputGradient = zeros(inputShape, 'float32', backend);
  const [gradients, weights, sums] = numbersOf([dy, filter, inputGradient], backend);
  const { channels, outChannels, multiplier } = channelsOf(info);
  eachTap(windowsOfImages(info), (input, output, tap) => {
    for (let channel = 0; channel < channels; channel++) {
      const first = channel * multiplier;
      let sum = 0;
      for (let index = first; index < first + multiplier; index++) {
        sum += (weights[tap * outChannels + index] as number) * (gradients[output * outChannels + index] as number);
      }
      const at = input * channels + channel;
      sums[at] = (sums[at] as number) + sum;
    }
  });
  return inputGradient;
};

type Attributes = Omit<DepthwiseConv2dNativeBackpropFilterAttrs, 'filterShape'>;

function depthwiseInfo(
  inputShape: Shape4D,
  filterShape: Shape4D,
  { strides, dilations, pad, dimRoundingMode }: Attributes,
) {
  return backend_util.computeConv2DInfo(inputShape, filterShape, strides, dilations, pad, dimRoundingMode, true);
}

function channelsOf({ inChannels, outChannels }: backend_util.Conv2DInfo) {
  return { channels: inChannels, outChannels, multiplier: outChannels / inChannels };
}

/** The tensors' numbers, where they are. */
function numbersOf(tensors: readonly TensorInfo[], backend: BackendWasm): [Float32Array, Float32Array, Float32Array] {
  return tensors.map((each) => backend.typedArrayFromHeap(each)) as [Float32Array, Float32Array, Float32Array];
}

/** Visits each tap of each window of each sample that is not padding, with the pixels counted over the whole batch. */
function eachTap(
  { batchSize, inputPixels, outputPixels, taps, inputPixel }: Windows,
  visit: (input: number, output: number, tap: number) => void,
): void {
  for (let sample = 0; sample < batchSize; sample++) {
    for (let output = 0; output < outputPixels; output++) {
      for (let tap = 0; tap < taps; tap++) {
        const pixel = inputPixel[output * taps + tap] as number;
        if (pixel >= 0) visit(sample * inputPixels + pixel, sample * outputPixels + output, tap);
      }
    }
  }
}
