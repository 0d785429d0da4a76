import { dataFormatOf } from '../arguments.js';
import type { Family, LayerEntry } from '../layerEntry.js';
import { channelsOf, type Shape, sameShape, spaceOf, withSpace } from '../shapes/shapedLayer.js';

/** Layers that bring data into the form that a model takes. */

function preprocessing(order: string, more: Partial<LayerEntry> = {}): LayerEntry {
  return { kind: 'preprocessing', order, computes: 'affine', outputShape: sameShape, ...more };
}

/** Brings images to a height and a width. */
function sizing(order: string, tfjs: string, toSize: (size: number | null, to: number) => number | null): LayerEntry {
  return preprocessing(order, {
    tfjs: [tfjs],
    space: 2,
    rank: 4,
    sample: 'image',
    needs: 'height width',
    describe: (args, context) => ({
      height: args.number('height'),
      width: args.number('width'),
      dataFormat: dataFormatOf(args, context),
    }),
    outputShape: (layer, input) => {
      const { height, width } = layer;
      if (height === undefined || width === undefined) return null;
      const [rows = null, columns = null]: Shape = spaceOf(layer, input, 2);
      return withSpace(layer, input, [toSize(rows, height), toSize(columns, width)], channelsOf(layer, input, 2));
    },
  });
}

const resizing = sizing(
  'height width interpolation crop_to_aspect_ratio pad_to_aspect_ratio fill_mode fill_value antialias data_format',
  'resizing',
  (_, to) => to,
);

const centerCrop = sizing('height width data_format', 'centerCrop', (size, to) =>
  size === null ? null : Math.min(size, to),
);

const categoryEncoding = preprocessing('num_tokens output_mode sparse max_tokens count_weights', {
  adapts: true,
  tfjs: ['categoryEncoding'],
  needs: 'num_tokens',
  computes: 'nonlinear',
  describe: (args) => ({
    numTokens: args.number(args.has('max_tokens') ? 'max_tokens' : 'num_tokens'),
    outputMode: args.text('output_mode'),
  }),
  outputShape: ({ numTokens, outputMode }, input) => {
    if (numTokens === undefined) return null;
    const isSingle = outputMode === 'one_hot' || outputMode === 'oneHot';
    return [...(isSingle && input.at(-1) !== 1 ? input : input.slice(0, -1)), numTokens];
  },
});

/** Changes images at random while a model trains: GradLens leaves them as they are. */
const augmentation: LayerEntry = {
  kind: 'augmentation',
  sample: 'image',
  order:
    'first second third fill_mode interpolation seed fill_value data_format factor height_factor width_factor mode height width value_range lower upper',
  computes: 'nothing',
  outputShape: sameShape,
};

const TEXT = 'tfjs trains on numbers. Convert the data to numbers before the model';
const text = { ...preprocessing(''), adapts: true, computes: 'nonlinear', unsupported: TEXT } as const;

export const preprocessings = {
  Rescaling: preprocessing('scale offset', { tfjs: ['rescaling'], sample: 'image' }),
  Normalization: preprocessing('axis mean variance invert', { adapts: true }),
  Resizing: resizing,
  CenterCrop: centerCrop,
  CategoryEncoding: categoryEncoding,
  RandomFlip: augmentation,
  RandomRotation: augmentation,
  RandomZoom: augmentation,
  RandomTranslation: augmentation,
  RandomContrast: augmentation,
  RandomBrightness: augmentation,
  RandomHeight: augmentation,
  RandomWidth: { ...augmentation, tfjs: ['randomWidth'] },
  RandomColorJitter: augmentation,
  RandomSharpness: augmentation,
  RandomShear: augmentation,
  RandomErasing: augmentation,
  RandomCrop: { ...centerCrop, tfjs: [], unsupported: 'tfjs has no RandomCrop. Use CenterCrop' },
  TextVectorization: text,
  StringLookup: text,
  IntegerLookup: text,
  Hashing: { ...preprocessing('num_bins'), computes: 'nonlinear', unsupported: TEXT },
  HashedCrossing: { ...preprocessing('num_bins'), computes: 'nonlinear', unsupported: TEXT },
  Discretization: text,
} satisfies Family;
