import type { KerasCall } from '../../protocol/keras.js';
import type { ShapedLayer } from '../../shapes/shapedLayer.js';
import { bindArguments } from '../arguments/bindArguments.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { isCall } from '../arguments/isCall.js';
import type { KerasContext } from '../kerasContext.js';
import { pairs } from '../layers/borders.js';
import { kernelSize } from '../layers/convolution.js';
import { dataFormat } from '../layers/dataFormat.js';
import { layerArguments } from '../layers/inputShape.js';
import { layerRules } from '../layers/layerRules.js';
import { padding } from '../layers/padding.js';

/** What of a model decides how the arguments of its layers are read. */
export type ShapeContext = Pick<KerasContext, 'version' | 'channels'>;

export interface DescribedLayer extends ShapedLayer {
  /** With the batch, where the call says it. */
  readonly batchInputShape?: readonly (number | null)[];
}

const rules = layerRules(() => {
  throw new Error('Only how arguments are called is taken from these rules');
});

/** What a call of Keras says about shapes; a class that is not known has its name alone. @throws {SourceError} for arguments that it does not take */
export function describeLayer(call: KerasCall, context: ShapeContext): DescribedLayer {
  const className = usualName(call.name);
  if (className === 'Sequential') return describeModel(call, context);
  const rule = Object.hasOwn(rules, call.name) ? rules[call.name] : undefined;
  if (!rule) return { className };
  const args = bindArguments(call, rule, context.version);
  const { batchInputShape } = /^Input/.test(className) ? inputOf(args) : layerArguments(args, rule);
  const said = { ...window(className, args, context), ...sizes(className, args), ...wrapped(args, context) };
  return { className, ...defined({ batchInputShape, ...said }) };
}

function describeModel({ positional, named }: KerasCall, context: ShapeContext): DescribedLayer {
  const list = positional[0] ?? named.layers;
  const layers = (Array.isArray(list) ? list.filter(isCall) : []).map((layer) => describeLayer(layer, context));
  const batchInputShape = layers[0]?.batchInputShape;
  return { className: 'Sequential', layers, ...defined({ batchInputShape }) };
}

/** Classes under their names of Keras 2. */
function usualName(name: string): string {
  return name
    .replace(/^TimeDistributedDense$/, 'Dense')
    .replace(/^Input$/, 'InputLayer')
    .replace(/^CuDNN/, '')
    .replace(/^ConvRecurrent2D$/, 'ConvLSTM2D')
    .replace(/^(?:Atrous)?(Separable)?Conv(?:olution)?(?=[123]D)/, '$1Conv')
    .replace(/^Deconv(?:olution)?([23]D)$/, 'Conv$1Transpose')
    .replace(/MaxPool(?=[123]D)/, 'MaxPooling')
    .replace(/(?:Avg|Average)Pool(?=[123]D)/, 'AveragePooling');
}

function inputOf(args: BoundArguments): Pick<DescribedLayer, 'batchInputShape'> {
  const shape = args.shape('shape') ?? args.shape('input_shape');
  const whole = args.shape('batch_shape') ?? args.shape('batch_input_shape') ?? (shape && [null, ...shape]);
  return whole ? { batchInputShape: whole } : {};
}

function window(className: string, args: BoundArguments, context: ShapeContext): Partial<ShapedLayer> {
  const [, axes] = /([123])D/.exec(className) ?? [];
  if (axes === undefined) return {};
  const dimensions = Number(axes);
  const format = { dataFormat: dataFormat(args, context) };
  if (/Conv/.test(className)) {
    return {
      ...format,
      kernelSize: kernelSize(args, dimensions),
      padding: padding(args, dimensions === 1),
      ...defined({
        strides: args.sizes('strides', dimensions),
        dilationRate: args.sizes('dilation_rate', dimensions),
      }),
    };
  }
  if (/^(?:Max|Average)Pooling/.test(className)) {
    const poolSize = args.sizes('pool_size', dimensions) ?? Array<number>(dimensions).fill(2);
    return { ...format, poolSize, padding: padding(args), ...defined({ strides: args.sizes('strides', dimensions) }) };
  }
  if (className.startsWith('UpSampling')) {
    return { ...format, size: args.sizes('size', dimensions) ?? Array<number>(dimensions).fill(2) };
  }
  if (className.startsWith('ZeroPadding')) return { ...format, added: borders(args, 'padding', dimensions) };
  if (className.startsWith('Cropping') && (args.has('cropping') || dimensions !== 2)) {
    return { ...format, added: borders(args, 'cropping', dimensions).map((both) => -both) };
  }
  return format;
}

function borders(args: BoundArguments, name: string, dimensions: number): number[] {
  return pairs(args, name, dimensions).map(([before, after]) => before + after);
}

function sizes(className: string, args: BoundArguments): Partial<ShapedLayer> {
  const isReshape = className === 'Reshape';
  return defined({
    units: args.number('units'),
    filters: args.number('filters'),
    outputDim: args.number('output_dim'),
    depthMultiplier: args.number('depth_multiplier'),
    n: args.number('n'),
    returnSequences: args.flag('return_sequences'),
    targetShape: isReshape ? (args.shape('target_shape') ?? args.shape('dims')) : undefined,
  });
}

function wrapped(args: BoundArguments, context: ShapeContext): Partial<DescribedLayer> {
  const inner = args.value('layer');
  if (!isCall(inner)) return {};
  const layer = describeLayer(inner, context);
  const isBidirectional = args.call.name === 'Bidirectional';
  const shape = isBidirectional && !layerSaysShape(args) ? layer.batchInputShape : undefined;
  const mergeMode = args.has('merge_mode') ? args.text('merge_mode') : 'concat';
  return { layer, ...defined({ mergeMode: isBidirectional ? mergeMode : undefined, batchInputShape: shape }) };
}

const layerSaysShape = (args: BoundArguments): boolean => args.has('input_shape') || args.has('batch_input_shape');

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
