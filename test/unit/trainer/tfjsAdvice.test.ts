import { expect, it } from 'vitest';
import { tfjsAdvice, tfjsInstead, wasmMemoryAdvice } from '../../../src/trainer/endings/tfjsAdvice.js';

const categorical = { losses: ['categoricalCrossentropy'], putsOutSteps: false };
const none = { losses: [], putsOutSteps: false };
const sparse = { ...none, losses: ['sparseCategoricalCrossentropy'] };

it.each([
  [
    'target expected a batch of elements where each example has shape [3] (i.e.,tensor shape [*,3]) but the target received an input with 90 examples, each with shape [1] (tensor shape [90,1])',
    categorical,
    /'sparseCategoricalCrossentropy'.*tf\.oneHot\(classes, 3\)/,
  ],
  [
    'Error when checking target: expected dense_Dense2 to have shape [,3], but got array with shape [90,1].',
    categorical,
    /'sparseCategoricalCrossentropy'/,
  ],
  [
    'Error when checking target: expected dense_Dense2 to have shape [,3], but got array with shape [90,2].',
    categorical,
    /outputs \[3\] per sample, but the targets have shape \[2\]/,
  ],
  [
    'input expected a batch of elements where each example has shape [3] (i.e.,tensor shape [*,3]) but the input received an input with 3 examples, each with shape [1] (tensor shape [3,1])',
    none,
    /This tensor1d is 3 samples.*tf\.tensor2d\(\[\[\.\.\.\]\], \[1, 3\]\)/,
  ],
  [
    'Error when checking input: expected dense_Dense1_input to have shape [,4], but got array with shape [6,3].',
    none,
    /Set inputShape of the first layer to \[3\]/,
  ],
  [
    'Error when checking input: expected conv2d_Conv2D1_input to have 4 dimension(s). but got array with shape 5,28,28',
    none,
    /x\.expandDims\(-1\)/,
  ],
  [
    'Error when checking target: expected dense_Dense1 to have 4 dimension(s). but got array with shape 20,10',
    categorical,
    /tf\.layers\.flatten\(\) before its last dense layers/,
  ],
  [
    "You are passing a target array of shape 8,1 while using a loss 'categorical_crossentropy'. 'categorical_crossentropy'expects targets",
    categorical,
    /'sparseCategoricalCrossentropy'.*'binaryCrossentropy'/,
  ],
  [
    'target expected a batch of elements where each example has shape [1] (i.e.,tensor shape [*,1]) but the target received an input with 24 examples, each with shape [3] (tensor shape [24,3])',
    sparse,
    /For one-hot rows, use the loss 'categoricalCrossentropy'/,
  ],
  ["Argument 'x' passed to 'floor' must be float32 tensor, but got int32 tensor", sparse, /y\.toFloat\(\)/],
  [
    'Error when checking target: expected dense_Dense1 to have 3 dimension(s). but got array with shape 16,1',
    { ...none, putsOutSteps: true },
    /Remove returnSequences: true from its last recurrent layer/,
  ],
  [
    'Error when checking model input: the Array of Tensors that you are passing to your model is not the size the model expected. Expected to see 1 Tensor(s), but instead got the following list of Tensor(s): 1,2,3,4',
    none,
    /It takes tensors: tf\.tensor2d/,
  ],
  [
    'Error when checking : expected dense_Dense1_input to have shape [null,3] but got array with shape [3,1].',
    none,
    /This tensor1d is 3 samples.*tf\.tensor2d/,
  ],
  ['this.getMonitorValue is not a function', none, /new tf\.CustomCallback/],
  ['The model needs to be compiled before being used.', none, /model\.compile\(/],
  ['Sequential model cannot be built: model is empty. Add some layers first.', none, /layers: \[\.\.\.\]/],
  [
    'You must compile a model before training/testing. Use LayersModel.compile(modelCompileConfig).',
    none,
    /model\.compile\(/,
  ],
  [
    'Invalid TF_Status: 8\nMessage: OOM when allocating tensor with shape[100000,100000]',
    none,
    /out of memory\. Use a smaller batchSize/,
  ],
])('%s', (message, model, advice) => {
  expect(tfjsAdvice(message, model)).toMatch(advice);
});

it('Names that tfjs does not know are told with the nearest that it does, and never cut off', () => {
  const cut = 'This may be due to one of the following reasons:\n1. The activation is defined in Python';
  expect(tfjsInstead(`Unknown activation: rleu. ${cut}`)).toBe(
    'tfjs does not know the activation "rleu". Did you mean "relu"?',
  );
  expect(tfjsInstead(`Unknown initializer: glorotUnifrom. ${cut}`)).toContain('Did you mean "glorotUniform"?');
  expect(tfjsInstead('Unknown loss meanSquareError')).toContain('Did you mean "meanSquaredError"?');
  expect(tfjsInstead('Unknown metric acuracy')).toContain('Did you mean "accuracy"?');
  expect(tfjsInstead('Unknown metric recall')).toContain('metrics: [tf.metrics.recall]');
  expect(tfjsInstead('Unknown Optimizer adm')).toContain('Did you mean "adam"?');
  expect(tfjsInstead(`Unknown layer: Ratio. ${cut}`)).toContain('registerClass');
  expect(tfjsInstead('Something else')).toBeNull();
});

it('Only the memory of the backend itself is said to be full', () => {
  const stack = 'RangeError: offset is out of bounds\n    at makeTensor (/opt/gradlens/embedded/tfjs.cjs:12:3)';
  expect(wasmMemoryAdvice('offset is out of bounds', stack)).toContain('embedded WASM backend is out of memory');
  expect(
    wasmMemoryAdvice('offset is out of bounds', 'RangeError: ...\n    at mine (/home/me/train.js:3:1)'),
  ).toBeNull();
  expect(wasmMemoryAdvice('Shapes differ', stack)).toBeNull();
});
