import { nearest } from '../../errors/nearest.js';

/** What is known of the model whose call failed. */
export interface FailedModel {
  /** Names of its losses; empty where no model is known. */
  readonly losses: readonly string[];
  /** Whether its last recurrent layer puts out each of its steps. */
  readonly putsOutSteps: boolean;
}

/** tfjs on a name that it does not know. */
const UNKNOWN =
  /^Unknown (activation|initializer|regularizer|constraint|layer|loss|metric|Optimizer):? (.+?)(?:\.? This may|\.? Use |$)/;

const NAMES: Readonly<Record<string, string>> = {
  activation: 'elu gelu hardSigmoid linear mish relu relu6 selu sigmoid softmax softplus softsign swish tanh',
  initializer:
    'constant glorotNormal glorotUniform heNormal heUniform identity leCunNormal leCunUniform ones orthogonal randomNormal ' +
    'randomUniform truncatedNormal varianceScaling zeros',
  regularizer: 'l1l2',
  constraint: 'maxNorm minMaxNorm nonNeg unitNorm',
  loss:
    'meanSquaredError meanAbsoluteError meanAbsolutePercentageError meanSquaredLogarithmicError squaredHinge hinge ' +
    'categoricalHinge logcosh categoricalCrossentropy sparseCategoricalCrossentropy binaryCrossentropy ' +
    'kullbackLeiblerDivergence poisson cosineProximity',
  metric:
    'accuracy binaryAccuracy categoricalAccuracy precision binaryCrossentropy categoricalCrossentropy ' +
    'sparseCategoricalCrossentropy mse MSE mae MAE mape MAPE cosine',
  Optimizer: 'adagrad adadelta adam adamax rmsprop sgd momentum',
};

/** Names of losses elsewhere. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  mse: 'meanSquaredError',
  mae: 'meanAbsoluteError',
  mape: 'meanAbsolutePercentageError',
  msle: 'meanSquaredLogarithmicError',
  bce: 'binaryCrossentropy',
  cce: 'categoricalCrossentropy',
  crossentropy: 'categoricalCrossentropy',
  kld: 'kullbackLeiblerDivergence',
};

/** A sentence in place of tfjs's own; null where its own stands. */
export function tfjsInstead(message: string): string | null {
  const [, kind = '', name = ''] = UNKNOWN.exec(message.replaceAll(/\s+/g, ' ')) ?? [];
  const names = NAMES[kind]?.split(' ');
  if (name === '') return null;
  const unknown = `tfjs does not know the ${kind.toLowerCase()} "${name}".`;
  if (!names) return `${unknown} Register a layer of your own with tf.serialization.registerClass.`;
  if (kind === 'metric' && /^(?:recall|r2Score)$/.test(name)) {
    return `${unknown.replace(/\.$/, '')} by name. Pass the function, as in metrics: [tf.metrics.${name}].`;
  }
  const other = kind === 'loss' ? OTHER_NAMES[name.toLowerCase()] : undefined;
  const meant = other ?? nearest(name, names);
  return meant ? `${unknown} Did you mean "${meant}"?` : `${unknown} It knows ${names.join(', ')}.`;
}

/** Of `Error when checking target: expected dense_Dense2 to have shape [,3] but got array with shape [90,1]` and its like. */
const SHAPES = [
  /^(?:Error when checking )?(?:model )?(input|target)\b.* has shape \[([\d,]*)\].* input with (\d+) examples?, each with shape \[([\d,]*)\]/,
  /^Error when checking (?:model )?(input|target)? ?: expected \S+ to have shape \[(?:null)?([\d,]*)\],? but got array with shape \[(\d+),?([\d,]*)\]/,
];

/** Of `Error when checking input: expected dense_Dense1_input to have 3 dimension(s), but got array with shape 8,4`. */
const DIMENSIONS = /(input|target)?: expected \S+ to have (\d+) dimension\(s\)[.,] but got array with shape ([\d,]*)/;

const PASSED_TARGETS = /^You are passing a target array of shape .* a loss 'categorical_crossentropy'/;

/** Whether tfjs says that what it is given does not fit the model. */
export function saysMisfit(message: string): boolean {
  const text = message.replaceAll(/\s+/g, ' ');
  return [...SHAPES, DIMENSIONS, PASSED_TARGETS].some((pattern) => pattern.test(text));
}

/** What would mend an error of tfjs's, as sentences to be added to its own; null where that is not known. */
export function tfjsAdvice(message: string, model: FailedModel): string | null {
  const text = message.replaceAll(/\s+/g, ' ');
  for (const pattern of SHAPES) {
    const [matched, what, expected = '', count = '', given = ''] = pattern.exec(text) ?? [];
    if (matched === undefined) continue;
    const shapes = { expected: expected.replace(/^,/, ''), count: Number(count), given };
    // What predict is given has no name.
    return what === 'target' ? targetAdvice(shapes, model) : inputAdvice(shapes);
  }
  const [, about, wanted, got] = DIMENSIONS.exec(text) ?? [];
  if (wanted !== undefined && got !== undefined) {
    return (about === 'target' && missingFlatten(Number(wanted), got, model)) || dimensionsAdvice(Number(wanted), got);
  }
  return ADVICE.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

interface Shapes {
  /** Of one sample. */
  readonly expected: string;
  readonly count: number;
  readonly given: string;
}

function targetAdvice({ expected, given }: Shapes, { losses }: FailedModel): string {
  if (losses.includes('categoricalCrossentropy') && (given === '1' || given === '')) {
    return (
      "The targets are class numbers, but categoricalCrossentropy expects one-hot rows. Use the loss 'sparseCategoricalCrossentropy', " +
      `or create the rows with tf.oneHot(classes, ${expected.split(',').at(-1)}).`
    );
  }
  if (losses.includes('sparseCategoricalCrossentropy') && given !== '1' && given !== '') {
    return "The targets are rows, but sparseCategoricalCrossentropy expects class numbers. For one-hot rows, use the loss 'categoricalCrossentropy'.";
  }
  return `The last layer outputs [${expected}] per sample, but the targets have shape [${given}]. Change its units (or the layers before it), or the targets.`;
}

function inputAdvice({ expected, count, given }: Shapes): string {
  const size = expected.split(',').reduce((product, part) => product * Number(part), 1);
  if (given === '1' || given === '') {
    const one = count === size ? `, one sample of ${size} as tf.tensor2d([[...]], [1, ${size}])` : '';
    return `This tensor1d is ${count} samples of one number each. Pass samples of shape [${expected}] as a tensor of shape [samples, ${expected}]${one}.`;
  }
  return `The samples have shape [${given}]. Set inputShape of the first layer to [${given}], or reshape the data to [samples, ${expected}].`;
}

function missingFlatten(wanted: number, got: string, { putsOutSteps }: FailedModel): string | null {
  if (wanted < 3 || got.split(',').length >= wanted) return null;
  if (wanted === 3 && putsOutSteps) {
    return 'The model outputs every step of a sample. Remove returnSequences: true from its last recurrent layer, so that it outputs only the last step.';
  }
  return 'The model outputs numbers for each position of a sample. Add a tf.layers.flatten() before its last dense layers to turn them into one row.';
}

function dimensionsAdvice(wanted: number, got: string): string {
  const dimensions = got.split(',').length;
  if (dimensions === wanted - 1)
    return `One dimension is missing. Reshape the data from [${got}] to [${got},1], as x.expandDims(-1) does, or put several samples into one tensor.`;
  return `Reshape the data, or change the first layer: the tensor has ${dimensions} dimensions, but the model takes ${wanted}, including the one of the samples.`;
}

const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    PASSED_TARGETS,
    "For class numbers, use the loss 'sparseCategoricalCrossentropy', or create rows with tf.oneHot. For one output, use 'binaryCrossentropy' after a sigmoid.",
  ],
  [
    /Sequential model cannot be built: model is empty/,
    'Pass layers to tf.sequential as "layers: [...]" (not layer), or add them with model.add.',
  ],
  [/must get an `?inputShape`?/, 'Give the first layer one, such as inputShape: [4] for samples with four numbers.'],
  [
    /must compile a model before|model needs to be compiled/,
    "Call model.compile({ optimizer: 'adam', loss: 'meanSquaredError' }) or similar first.",
  ],
  [
    /'floor' must be float32 tensor, but got int32/,
    "sparseCategoricalCrossentropy takes class numbers as float32. Remove 'int32' from the targets, or pass y.toFloat().",
  ],
  [
    /is not the size the model expected\. .*list of Tensor\(s\): [-\d.,\s]+$/,
    'It takes tensors: tf.tensor2d([[1, 2], [3, 4]]) creates one with two samples of two numbers each.',
  ],
  [
    /getMonitorValue is not a function/,
    'A list of callbacks cannot mix tfjs callbacks and plain objects. Wrap a plain object in new tf.CustomCallback({ ... }).',
  ],
  [
    /Invalid TF_Status: 8\b|OOM when allocating/,
    'TensorFlow ran out of memory. Use a smaller batchSize or smaller layers, or wrap tensors that are no longer needed in tf.tidy.',
  ],
];

/** Errors in which the WASM backend says that its memory is full. */
const WASM_MEMORY = /offset is out of bounds|memory access out of bounds|Cannot enlarge memory|Aborted\(OOM\)/;

/** @param stack tells tfjs's own memory from arrays of the user's */
export function wasmMemoryAdvice(message: string, stack: string): string | null {
  if (!WASM_MEMORY.test(message) || !/[\\/]embedded[\\/]tfjs\.cjs/.test(stack)) return null;
  return "The embedded WASM backend is out of memory. Use a smaller batchSize, smaller layers, or tfjs-node, which can use all of the machine's memory.";
}
