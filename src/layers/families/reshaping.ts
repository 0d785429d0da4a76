import { dataFormatOf } from '../arguments.js';
import type { Family, LayerArguments, LayerEntry } from '../layerEntry.js';
import {
  channelsOf,
  product,
  type Shape,
  type ShapedLayer,
  sameShape,
  spaceOf,
  withSpace,
} from '../shapes/shapedLayer.js';

type Space = 1 | 2 | 3;

/** Layers that move values to other places, repeat them, or leave some out. */

const flatten: LayerEntry = {
  kind: 'reshaping',
  tfjs: ['flatten'],
  order: 'data_format',
  sample: 'grid',
  computes: 'nothing',
  outputShape: (_, input) => [input[0] ?? null, product(input.slice(1))],
};

const reshape: LayerEntry = {
  kind: 'reshaping',
  tfjs: ['reshape'],
  order: 'target_shape dims',
  oldOrder: 'target_shape',
  needs: 'target_shape',
  computes: 'nothing',
  describe: (args) => ({ targetShape: args.shape('target_shape') ?? args.shape('dims') }),
  outputShape: ({ targetShape }, input) => {
    if (!targetShape) return null;
    const whole = product(input.slice(1));
    const known = product(targetShape.filter((size) => size !== null)) ?? 1;
    const rest = whole !== null && targetShape.filter((size) => size === null).length === 1 ? whole / known : null;
    return [input[0] ?? null, ...targetShape.map((size) => size ?? rest)];
  },
};

const permute: LayerEntry = {
  kind: 'reshaping',
  tfjs: ['permute'],
  order: 'dims',
  needs: 'dims',
  sample: 'steps',
  computes: 'nothing',
  describe: (args) => ({ dims: args.shape('dims') }),
  outputShape: ({ dims }, input) =>
    dims && dims.length === input.length - 1
      ? [input[0] ?? null, ...dims.map((axis) => input[axis ?? 0] ?? null)]
      : null,
};

const repeatVector: LayerEntry = {
  kind: 'reshaping',
  tfjs: ['repeatVector'],
  order: 'n',
  needs: 'n',
  rank: 2,
  computes: 'nothing',
  describe: (args) => ({ n: args.number('n') }),
  outputShape: ({ n }, input) => (n === undefined ? null : [input[0] ?? null, n, ...input.slice(1)]),
};

export type Pair = readonly [number, number];

/** `1`, `(1, 2)` or `((1, 1), (2, 2))`: what is added or taken at each side of each dimension; null for anything else. */
export function pairsOf(value: unknown, space: number): readonly Pair[] | null {
  if (typeof value === 'number') return Array<Pair>(space).fill([value, value]);
  if (!Array.isArray(value)) return null;
  const numbers = value.filter((side) => typeof side === 'number');
  const [first = 0, second = 0, third = 0, fourth = 0] = numbers;
  const isNumbers = numbers.length === value.length;
  if (isNumbers && space === 1 && value.length === 2) return [[first, second]];
  if (isNumbers && space === 2 && value.length === 4) {
    return [
      [first, second],
      [third, fourth],
    ];
  }
  if (value.length !== space) return null;
  const sides = value.map((side) => (typeof side === 'number' ? [side, side] : side));
  return sides.every(isPair) ? sides : null;
}

function isPair(side: unknown): side is Pair {
  return Array.isArray(side) && typeof side[0] === 'number' && typeof side[1] === 'number';
}

function spatial(space: Space, order: string, more: Partial<LayerEntry>): LayerEntry {
  return {
    kind: 'reshaping',
    space,
    rank: space + 2,
    sample: ({ 1: 'signal', 2: 'image', 3: 'volume' } as const)[space],
    order,
    computes: 'affine',
    ...more,
  };
}

/** Sizes of space after something is added to each, or cut off. */
function withAdded(layer: ShapedLayer, input: Shape, space: Space): Shape | null {
  const { added } = layer;
  if (!added) return input;
  const after = spaceOf(layer, input, space).map((size, axis) => (size === null ? null : size + (added[axis] ?? 0)));
  return withSpace(layer, input, after, channelsOf(layer, input, space));
}

function added(args: LayerArguments, name: string, space: Space): number[] | undefined {
  return pairsOf(args.value(name) ?? 1, space)?.map(([before, after]) => before + after);
}

const zeroPadding = (space: Space, tfjs: readonly string[] = []): LayerEntry =>
  spatial(space, 'padding data_format', {
    tfjs,
    describe: (args, context) => ({ added: added(args, 'padding', space), dataFormat: dataFormatOf(args, context) }),
    outputShape: (layer, input) => withAdded(layer, input, space),
  });

/** Cropping2D cuts nothing off where it says nothing. */
const cropping = (space: Space, tfjs: readonly string[] = []): LayerEntry =>
  spatial(space, 'cropping data_format', {
    tfjs,
    needs: 'cropping',
    describe: (args, context) => ({
      added: args.has('cropping') || space !== 2 ? added(args, 'cropping', space)?.map((both) => -both) : undefined,
      dataFormat: dataFormatOf(args, context),
    }),
    outputShape: (layer, input) => withAdded(layer, input, space),
  });

const USUAL_TIMES = 2;

const upSampling = (space: Space, more: Partial<LayerEntry> = {}): LayerEntry =>
  spatial(space, 'size data_format interpolation', {
    needs: 'size',
    describe: (args, context) => ({
      size: args.sizes('size', space) ?? Array<number>(space).fill(USUAL_TIMES),
      dataFormat: dataFormatOf(args, context),
    }),
    outputShape: (layer, input) => {
      const times = layer.size ?? [];
      const after = spaceOf(layer, input, space).map((size, axis) =>
        size === null ? null : size * (times[axis] ?? 1),
      );
      return withSpace(layer, input, after, channelsOf(layer, input, space));
    },
    ...more,
  });

export const reshapings = {
  Flatten: flatten,
  Reshape: reshape,
  Permute: permute,
  RepeatVector: repeatVector,
  ZeroPadding1D: zeroPadding(1),
  ZeroPadding2D: zeroPadding(2, ['zeroPadding2d']),
  ZeroPadding3D: zeroPadding(3),
  Cropping1D: cropping(1),
  Cropping2D: cropping(2, ['cropping2D']),
  Cropping3D: cropping(3),
  UpSampling1D: upSampling(1, { oldNames: { length: 'size' }, computes: 'nothing' }),
  UpSampling2D: upSampling(2, { tfjs: ['upSampling2d'] }),
  UpSampling3D: upSampling(3, { computes: 'nothing' }),
  Identity: {
    kind: 'reshaping',
    order: '',
    computes: 'nothing',
    outputShape: sameShape,
    unsupported: 'tfjs has no Identity. Remove it',
  },
} satisfies Family;
