import { type Convolution, codeOf } from '../../tfjs/layerCode.js';
import type { Layer, LayerVariable, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { type Dilation, dilatedConvolution, samePadding } from './dilatedConvolution.js';
import type { Shape } from './functionLayer.js';

/** Lets a layer with gaps in its kernel train. @param causal whether an output sees no later step */
export function dilate(tf: Tfjs, layer: Layer, causal = false): Layer {
  const own = codeOf<Convolution>(layer);
  const [rate] = rates(own);
  const before = causal ? ((own.kernelSize[0] ?? 1) - 1) * (rate ?? 1) : 0;
  own.call = (inputs) =>
    tf.tidy(() => convolved(tf, own, (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor, before));
  const computeOutputShape = own.computeOutputShape.bind(layer);
  own.computeOutputShape = (input) => {
    if (causal)
      return computeOutputShape([input[0] ?? null, input[1] == null ? null : input[1] + before, input[2] ?? null]);
    return computeOutputShape(own.depthwiseKernel && !own.pointwiseKernel ? withoutGaps(own, input) : input);
  };
  return layer;
}

function convolved(tf: Tfjs, own: Convolution, x: Tensor, before: number): Tensor {
  const channelsFirst = own.dataFormat === 'channelsFirst';
  const steps = x.rank === 3;
  const image = steps ? tf.expandDims(x, 1) : channelsFirst ? tf.transpose(x, [0, 2, 3, 1]) : x;
  const made = dilatedConvolution(tf, image, dilationOf(own, steps, before), (phases) => kernels(tf, own, phases));
  const biased = own.bias ? tf.add(made, own.bias.read()) : made;
  const y = own.activation.apply(steps ? tf.squeeze(biased, [1]) : biased);
  return channelsFirst ? tf.transpose(y, [0, 3, 1, 2]) : y;
}

function dilationOf(own: Convolution, steps: boolean, before: number): Dilation {
  const kernelSize = steps ? [1, ...own.kernelSize] : own.kernelSize;
  const gaps = steps ? [1, ...rates(own)] : rates(own);
  if (before > 0)
    return {
      kernelSize,
      rates: gaps,
      padding: [
        [0, 0],
        [before, 0],
      ],
    };
  const padding = own.padding === 'same' ? samePadding(kernelSize, gaps) : kernelSize.map(() => [0, 0] as const);
  return { kernelSize, rates: gaps, padding };
}

function kernels(tf: Tfjs, own: Convolution, x: Tensor): Tensor {
  type Image = Parameters<Tfjs['conv2d']>[0];
  type Kernel = Parameters<Tfjs['conv2d']>[1];
  const read = (weight: LayerVariable) => weight.read() as unknown as Kernel;
  if (own.kernel) {
    const kernel = own.kernel.read();
    const flat = kernel.rank === 3 ? tf.expandDims(kernel, 0) : kernel;
    return tf.conv2d(x as unknown as Image, flat as unknown as Kernel, 1, 'valid') as Tensor;
  }
  if (!own.depthwiseKernel) throw new Error('A convolution without a kernel');
  const each = tf.depthwiseConv2d(x as unknown as Image, read(own.depthwiseKernel), 1, 'valid');
  return (own.pointwiseKernel ? tf.conv2d(each as Image, read(own.pointwiseKernel), 1, 'valid') : each) as Tensor;
}

function rates({ dilationRate, kernelSize }: Convolution): number[] {
  return typeof dilationRate === 'number' ? kernelSize.map(() => dilationRate) : dilationRate;
}

/** tfjs's depthwise layer counts its output without gaps. */
function withoutGaps(own: Convolution, input: Shape): Shape {
  if (own.padding === 'same') return input;
  const start = own.dataFormat === 'channelsFirst' ? 2 : 1;
  const lost = (i: number) => ((own.kernelSize[i] ?? 1) - 1) * ((rates(own)[i] ?? 1) - 1);
  return input.map((size, axis) =>
    size !== null && axis >= start && axis < start + 2 ? size - lost(axis - start) : size,
  );
}
