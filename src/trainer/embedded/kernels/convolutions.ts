import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  addN,
  backend_util,
  Conv2DBackpropFilter,
  type Conv2DBackpropFilterAttrs,
  type Conv2DBackpropFilterInputs,
  Conv2DBackpropInput,
  type Conv2DBackpropInputAttrs,
  type Conv2DBackpropInputInputs,
  Conv3D,
  type Conv3DAttrs,
  Conv3DBackpropFilterV2,
  type Conv3DBackpropFilterV2Attrs,
  type Conv3DBackpropFilterV2Inputs,
  Conv3DBackpropInputV2,
  type Conv3DBackpropInputV2Attrs,
  type Conv3DBackpropInputV2Inputs,
  type Conv3DInputs,
  concat,
  engine,
  matMul,
  reshape,
  slice,
  type Tensor,
  type Tensor2D,
  type TensorInfo,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { addColumns, columnsOf, sampleRanges } from './columns.js';
import { type Kernel, setKernel, zeros } from './kernel.js';
import { type Windows, windowsOfImages, windowsOfVolumes } from './windows.js';

/**
 * Convolutions of volumes and all gradients as matrix products of columns. WASM lacks the filter's gradient of images, its kernel for
 * that of the input is ten times slower than this, and those for volumes give wrong numbers (tfjs 4.22).
 */
export function setConvolutions(): void {
  setKernel(Conv3D, conv3D);
  setKernel(Conv2DBackpropFilter, conv2DBackpropFilter);
  setKernel(Conv2DBackpropInput, conv2DBackpropInput);
  setKernel(Conv3DBackpropFilterV2, conv3DBackpropFilter);
  setKernel(Conv3DBackpropInputV2, conv3DBackpropInput);
}

const conv2DBackpropFilter: Kernel<Conv2DBackpropFilterInputs, Conv2DBackpropFilterAttrs> = (
  { x, dy },
  { strides, pad, dataFormat, dimRoundingMode, filterShape },
  backend,
) =>
  tidy(() => {
    const input = channelsLast(x, dataFormat);
    const shape = input.shape as [number, number, number, number];
    const info = backend_util.computeConv2DInfo(shape, filterShape, strides, 1, pad, dimRoundingMode);
    return filterGradient(input, channelsLast(dy, dataFormat), filterShape, windowsOfImages(info), backend);
  });

const conv2DBackpropInput: Kernel<Conv2DBackpropInputInputs, Conv2DBackpropInputAttrs> = (
  { dy, filter },
  { strides, pad, dataFormat, dimRoundingMode, inputShape },
  backend,
) =>
  tidy(() => {
    const first = dataFormat === 'NCHW';
    const [batch, a, b, c] = inputShape;
    const shape: typeof inputShape = first ? [batch, b, c, a] : inputShape;
    const filterShape = filter.shape as [number, number, number, number];
    const info = backend_util.computeConv2DInfo(shape, filterShape, strides, 1, pad, dimRoundingMode);
    const dx = inputGradient(channelsLast(dy, dataFormat), filter, shape, windowsOfImages(info), backend);
    return first ? transpose(dx, [0, 3, 1, 2]) : dx;
  });

const conv3D: Kernel<Conv3DInputs, Conv3DAttrs> = ({ x, filter }, { strides, pad, dilations }, backend) => {
  const info = backend_util.computeConv3DInfo(x.shape as Shape5D, filter.shape as Shape5D, strides, dilations, pad);
  const windows = windowsOfVolumes(info);
  return tidy(() => {
    const weights = reshape(filter as Tensor, [-1, info.outChannels]) as Tensor2D;
    const parts = sampleRanges(windows, info.inChannels).map((range) =>
      tidy(() => matMul(columnsOf(x, windows, info.inChannels, range, backend), weights)),
    );
    return reshape(concat(parts), info.outShape);
  });
};

const conv3DBackpropFilter: Kernel<Conv3DBackpropFilterV2Inputs, Conv3DBackpropFilterV2Attrs> = (
  { x, dy },
  { strides, pad, filterShape },
  backend,
) => {
  const info = backend_util.computeConv3DInfo(x.shape as Shape5D, filterShape, strides, 1, pad);
  return filterGradient(x, dy, filterShape, windowsOfVolumes(info), backend);
};

const conv3DBackpropInput: Kernel<Conv3DBackpropInputV2Inputs, Conv3DBackpropInputV2Attrs> = (
  { dy, filter },
  { strides, pad, inputShape },
  backend,
) => {
  const info = backend_util.computeConv3DInfo(inputShape, filter.shape as Shape5D, strides, 1, pad);
  return inputGradient(dy, filter, inputShape, windowsOfVolumes(info), backend);
};

type Shape5D = [number, number, number, number, number];

/** Sum over all output pixels of what the window saw there times the output's gradient. */
function filterGradient(
  x: TensorInfo,
  dy: TensorInfo,
  filterShape: number[],
  windows: Windows,
  backend: BackendWasm,
): Tensor {
  const [channels = 1, filters = 1] = filterShape.slice(-2);
  return tidy(() => {
    const gradients = reshape(dy as Tensor, [-1, filters]) as Tensor2D;
    const parts = sampleRanges(windows, channels).map((range) =>
      tidy(() => {
        const columns = columnsOf(x, windows, channels, range, backend);
        return matMul(columns, rowsOf(gradients, range, windows), true);
      }),
    );
    return reshape(addN(parts), filterShape);
  });
}

/** Each output pixel's gradient times the filter, added to the input pixels under its window. */
function inputGradient(
  dy: TensorInfo,
  filter: TensorInfo,
  inputShape: number[],
  windows: Windows,
  backend: BackendWasm,
): Tensor {
  const [channels = 1, filters = 1] = filter.shape.slice(-2);
  const dx = engine().makeTensorFromTensorInfo(zeros(inputShape, 'float32', backend));
  tidy(() => {
    const gradients = reshape(dy as Tensor, [-1, filters]) as Tensor2D;
    const weights = transpose(reshape(filter as Tensor, [-1, filters]));
    for (const range of sampleRanges(windows, channels)) {
      tidy(() => {
        const columns = matMul(rowsOf(gradients, range, windows), weights);
        addColumns(columns, windows, channels, range, dx, backend);
      });
    }
  });
  return dx;
}

/** The rows of output pixels that belong to a range of samples. */
function rowsOf(
  pixels: Tensor2D,
  [from, to]: readonly [number, number],
  { batchSize, outputPixels }: Windows,
): Tensor2D {
  if (to - from === batchSize) return pixels;
  return slice(pixels, [from * outputPixels, 0], [(to - from) * outputPixels, pixels.shape[1]]);
}

function channelsLast(images: TensorInfo, dataFormat: 'NHWC' | 'NCHW'): Tensor {
  return dataFormat === 'NCHW' ? transpose(images as Tensor, [0, 2, 3, 1]) : (images as Tensor);
}
