import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { kerasProblem } from '../kerasProblem.js';
import { dataFormat, spaceAxes } from './dataFormat.js';
import { functionLayer } from './functionLayer.js';
import { layerArguments } from './inputShape.js';
import type { LayerRule, LayerRules } from './layerRule.js';
import { type Interpolation, resizeAxis } from './resizeAxis.js';

function upSampling(dimensions: number): LayerRule {
  const rule: LayerRule = {
    order: 'size data_format interpolation',
    make: (args, context) => {
      const factors = args.sizes('size', dimensions) ?? Array(dimensions).fill(2);
      const axes = spaceAxes(dimensions + 2, dataFormat(args, context));
      const kind = args.text('interpolation') ?? 'nearest';
      if (kind !== 'nearest' && kind !== 'bilinear') throw interpolationProblem(args.call, kind);
      const factor = (axis: number): number => factors[axes.indexOf(axis)] ?? 1;
      return functionLayer(context.tf, layerArguments(args, rule), {
        className: `UpSampling${dimensions}D`,
        rank: dimensions + 2,
        outputShape: (input) => input.map((size, axis) => (size === null ? null : size * factor(axis))),
        call: (x) => resized(context.tf, x, axes, (axis) => (x.shape[axis] ?? 1) * factor(axis), kind),
        config: { size: factors, interpolation: kind },
      });
    },
  };
  return rule;
}

const resizing: LayerRule = {
  order:
    'height width interpolation crop_to_aspect_ratio pad_to_aspect_ratio fill_mode fill_value antialias data_format',
  make: (args, context) => {
    const kind = args.text('interpolation') ?? 'bilinear';
    if (kind !== 'nearest' && kind !== 'bilinear') throw interpolationProblem(args.call, kind);
    const target = [args.size('height'), args.size('width')];
    const axes = spaceAxes(4, dataFormat(args, context));
    const to = (axis: number) => target[axes.indexOf(axis)] ?? 1;
    return functionLayer(context.tf, layerArguments(args, resizing), {
      className: 'Resizing',
      rank: 4,
      outputShape: (input) => input.map((size, axis) => (axes.includes(axis) ? to(axis) : size)),
      call: (x) => resized(context.tf, x, axes, to, kind),
      config: { height: target[0], width: target[1], interpolation: kind },
    });
  },
};

const centerCrop: LayerRule = {
  order: 'height width data_format',
  make: (args, context) => {
    const target = [args.size('height'), args.size('width')];
    const axes = spaceAxes(4, dataFormat(args, context));
    const to = (axis: number, size: number) => Math.min(target[axes.indexOf(axis)] ?? size, size);
    return functionLayer(context.tf, layerArguments(args, centerCrop), {
      className: 'CenterCrop',
      rank: 4,
      outputShape: (input) => input.map((size, axis) => (size === null ? null : to(axis, size))),
      call: (x) => {
        const sizes = x.shape.map((size, axis) => to(axis, size));
        return context.tf.slice(
          x,
          x.shape.map((size, axis) => Math.floor((size - (sizes[axis] ?? size)) / 2)),
          sizes,
        );
      },
      config: { height: target[0], width: target[1] },
    });
  },
};

function resized(
  tf: Tfjs,
  x: Tensor,
  axes: readonly number[],
  to: (axis: number) => number,
  kind: Interpolation,
): Tensor {
  return axes.reduce<Tensor>((done, axis) => resizeAxis(tf, done, axis, to(axis), kind), x);
}

function interpolationProblem(call: Parameters<typeof kerasProblem>[0] & { name: string }, kind: string): Error {
  return kerasProblem(call, `tfjs has no interpolation '${kind}' in ${call.name}. Use 'nearest' or 'bilinear'.`);
}

export const resizingLayers: LayerRules = {
  UpSampling1D: upSampling(1),
  UpSampling2D: upSampling(2),
  UpSampling3D: upSampling(3),
  Resizing: resizing,
  CenterCrop: centerCrop,
};
