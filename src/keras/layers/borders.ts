import type { BoundArguments } from '../arguments/boundArguments.js';
import { dataFormat, spaceAxes } from './dataFormat.js';
import { functionLayer } from './functionLayer.js';
import { layerArguments } from './inputShape.js';
import type { LayerRule, LayerRules } from './layerRule.js';

export type Pair = readonly [number, number];

/** `1`, `(1, 2)` or `((1, 1), (2, 2))`: what is added or taken at each side of each dimension. */
export function pairs(args: BoundArguments, name: string, dimensions: number): Pair[] {
  const value = args.value(name) ?? 1;
  if (typeof value === 'number') return Array(dimensions).fill([value, value]);
  const isNumbers = Array.isArray(value) && value.every((side) => typeof side === 'number');
  if (isNumbers && dimensions === 1 && value.length === 2) return [value as unknown as Pair];
  if (isNumbers && dimensions === 2 && value.length === 4)
    return [
      [value[0], value[1]],
      [value[2], value[3]],
    ] as Pair[];
  if (!Array.isArray(value) || value.length !== dimensions) {
    throw args.wrong(name, `a number or ${dimensions} entries, each a number or a pair`, value);
  }
  return value.map((side) => {
    if (typeof side === 'number') return [side, side];
    if (Array.isArray(side) && typeof side[0] === 'number' && typeof side[1] === 'number') return [side[0], side[1]];
    throw args.wrong(name, 'numbers', value);
  });
}

function zeroPadding(dimensions: number): LayerRule {
  const className = `ZeroPadding${dimensions}D`;
  const rule: LayerRule = {
    order: 'padding data_format',
    make: (args, context) => {
      const sides = pairs(args, 'padding', dimensions);
      const axes = spaceAxes(dimensions + 2, dataFormat(args, context));
      const at = (axis: number): Pair => sides[axes.indexOf(axis)] ?? [0, 0];
      return functionLayer(context.tf, layerArguments(args, rule), {
        className,
        rank: dimensions + 2,
        outputShape: (input) => input.map((size, axis) => (size === null ? null : size + at(axis)[0] + at(axis)[1])),
        call: (x) =>
          context.tf.pad(
            x,
            x.shape.map((_, axis) => [...at(axis)] as [number, number]),
          ),
        config: { padding: sides },
      });
    },
  };
  return rule;
}

function cropping(dimensions: number): LayerRule {
  const className = `Cropping${dimensions}D`;
  const rule: LayerRule = {
    order: 'cropping data_format',
    make: (args, context) => {
      const sides =
        args.has('cropping') || dimensions !== 2
          ? pairs(args, 'cropping', dimensions)
          : [
              [0, 0],
              [0, 0],
            ];
      const axes = spaceAxes(dimensions + 2, dataFormat(args, context));
      const at = (axis: number) => sides[axes.indexOf(axis)] ?? [0, 0];
      const cropped = (size: number, axis: number) => size - (at(axis)[0] ?? 0) - (at(axis)[1] ?? 0);
      return functionLayer(context.tf, layerArguments(args, rule), {
        className,
        rank: dimensions + 2,
        outputShape: (input) => input.map((size, axis) => (size === null ? null : cropped(size, axis))),
        call: (x) =>
          context.tf.slice(
            x,
            x.shape.map((_, axis) => at(axis)[0] ?? 0),
            x.shape.map(cropped),
          ),
        config: { cropping: sides },
      });
    },
  };
  return rule;
}

export const borderLayers: LayerRules = {
  ZeroPadding1D: zeroPadding(1),
  ZeroPadding2D: zeroPadding(2),
  ZeroPadding3D: zeroPadding(3),
  Cropping1D: cropping(1),
  Cropping2D: cropping(2),
  Cropping3D: cropping(3),
};
