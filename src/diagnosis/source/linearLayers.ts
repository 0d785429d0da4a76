import type { SourceArgument, SourceLayer, SourceModel } from '../../protocol/source.js';
import { addArgument, argumentText, replaceValue } from './argumentEdit.js';
import type { SourceFinding, SourceRule } from './sourceRule.js';

/**
 * Layers that multiply by weights, each an affine map before its activation. Depthwise and separable convolutions are left out: they split a
 * convolution into linear ones on purpose.
 */
const WEIGHTED: ReadonlySet<string> = new Set([
  'Dense',
  'Conv1D',
  'Conv2D',
  'Conv3D',
  'Conv1DTranspose',
  'Conv2DTranspose',
  'Conv3DTranspose',
]);

/** Layers that are affine maps of each sample when the model predicts. Maximum pooling and LayerNormalization are none. */
const AFFINE =
  /^(?:Flatten|Reshape|Permute|RepeatVector|BatchNormalization|Dropout|SpatialDropout[123]D|GaussianNoise|GaussianDropout|ZeroPadding[123]D|Cropping[123]D|UpSampling[123]D|(?:Global)?AveragePooling[123]D)$/;

/** Where Keras's Dense takes its activation; a convolution does so behind more arguments than people give without their names. */
const DENSE_ACTIVATION = 1;
const FEWEST_BEFORE_ACTIVATION = 6;

/**
 * Two layers with weights and nothing non-linear between them: W2(W1 x + b1) + b2 is (W2 W1)x + (W2 b1 + b2), one affine map. UMLAUT;
 * NeuraLint, rule 9.
 */
export const linearLayers: SourceRule = {
  id: 'linear-layers',
  find: ({ layers, framework }) =>
    layers.flatMap((layer, index) => {
      const next = nextWeighted(layers, index);
      return next && isLinear(layer)
        ? [finding(layer, next, layers.slice(index + 1, layers.indexOf(next)), framework)]
        : [];
    }),
};

/** The layer with weights that a layer's outputs reach through affine maps alone; null where another comes first, or it is not certain. */
function nextWeighted(layers: readonly SourceLayer[], index: number): SourceLayer | null {
  for (const layer of layers.slice(index + 1)) {
    if (!layer.follows || layer.repeated || !layer.arguments) return null;
    if (WEIGHTED.has(layer.className)) return layer;
    if (!AFFINE.test(layer.className) && !isLinearActivation(layer)) return null;
  }
  return null;
}

function isLinear(layer: SourceLayer): boolean {
  if (!WEIGHTED.has(layer.className) || layer.repeated || !layer.arguments?.complete) return false;
  const given = layer.arguments.list;
  const positional = given.filter(({ name }) => name === null).length;
  if (layer.className !== 'Dense' && positional >= FEWEST_BEFORE_ACTIVATION) return false;
  const activation = activationOf(layer);
  return !activation || isNoActivation(activation);
}

function activationOf({ className, arguments: given }: SourceLayer): SourceArgument | undefined {
  const list = given?.list ?? [];
  const named = list.find(({ name }) => name === 'activation');
  const placed = className === 'Dense' ? list[DENSE_ACTIVATION] : undefined;
  return named ?? (placed?.name === null ? placed : undefined);
}

const isNoActivation = ({ value }: SourceArgument): boolean => value === null || value === 'linear';

/** `Activation('linear')` changes nothing. */
function isLinearActivation({ className, arguments: given }: SourceLayer): boolean {
  const [first] = given?.list ?? [];
  const isActivation = first?.name === 'activation' || first?.name === null;
  return className === 'Activation' && isActivation && isNoActivation(first);
}

function finding(
  layer: SourceLayer,
  next: SourceLayer,
  between: readonly SourceLayer[],
  framework: SourceModel['framework'],
): SourceFinding {
  const other =
    next.line === layer.line ? `the ${next.className} after it` : `the ${next.className} on line ${next.line}`;
  const names = [...new Set(between.map(({ className }) => className))];
  const listed = new Intl.ListFormat('en').format(names);
  const too =
    names.length === 0 ? '' : ` ${listed} ${names.length > 1 ? 'are' : 'is'} linear too when the model predicts.`;
  return {
    span: layer.span,
    message: `This ${layer.className} and ${other} can do no more than one layer: no activation stands between them.${too}`,
    fixes: fixesOf(layer, framework),
  };
}

function fixesOf(layer: SourceLayer, framework: SourceModel['framework']): SourceFinding['fixes'] {
  const given = activationOf(layer);
  const relu = given?.text.startsWith('"') ? '"relu"' : "'relu'";
  if (given) return [{ title: 'Change the activation to relu', ...replaceValue(given, relu) }];
  const argument = argumentText(framework, 'activation', relu);
  const edit = addArgument(layer, argument);
  return edit ? [{ title: `Add ${argument}`, ...edit }] : [];
}
