import type {
  BatchNormalization,
  Convolution,
  GruCell,
  LayerCode,
  LayerNormalization,
  Recurrent,
  TimeDistributed,
} from './layerCode.js';

/** Classes of layers, and what layers consist of. */
export interface LayerCodes {
  LayerCode: LayerCode;
  Convolution: Omit<Convolution, keyof LayerCode>;
  BatchNormalization: Omit<BatchNormalization, keyof LayerCode>;
  LayerNormalization: Omit<LayerNormalization, keyof LayerCode>;
  TimeDistributed: Omit<TimeDistributed, keyof LayerCode>;
  Recurrent: Omit<Recurrent, keyof LayerCode>;
  GruCell: GruCell;
  LayerVariable: { readonly constraint: unknown };
}

type Use = readonly [need: 'class', why: string];
const use = (why: string): Use => ['class', why];

const WEIGHT = use('A weight that what Keras computes reads.');
const SETTING = use('A setting that what Keras computes reads.');
const PART = use('A part of the layer that what Keras computes uses.');

/** Every private member by which `src/keras` makes layers of tfjs compute what Keras does, and why. */
export const layerCodeMembers: {
  readonly [O in keyof LayerCodes]: { readonly [Name in keyof LayerCodes[O] & string]-?: Use };
} = {
  LayerCode: {
    call: use('What a layer computes: replaced where Keras computes something else.'),
    computeMask: use('Masks that Keras hands on, or ends.'),
    computeOutputShape: use('Shapes of convolutions with gaps, which tfjs counts otherwise.'),
    supportsMasking: use('Whether a layer hands masks on.'),
    activation: use('What cross-entropies are computed before.'),
    addLoss: use('Adds the penalty on what a layer puts out.'),
    losses: use('Penalties of a layer and of its parts.'),
    _losses: use('Penalties of a layer itself.'),
  },
  Convolution: {
    kernel: WEIGHT,
    depthwiseKernel: WEIGHT,
    pointwiseKernel: WEIGHT,
    bias: WEIGHT,
    kernelSize: SETTING,
    dilationRate: SETTING,
    padding: SETTING,
    dataFormat: SETTING,
  },
  BatchNormalization: {
    axis: SETTING,
    momentum: SETTING,
    epsilon: SETTING,
    trainable: SETTING,
    gamma: WEIGHT,
    beta: WEIGHT,
    movingMean: WEIGHT,
    movingVariance: WEIGHT,
  },
  LayerNormalization: { axis: SETTING, epsilon: SETTING, gamma: WEIGHT, beta: WEIGHT },
  TimeDistributed: { layer: PART },
  Recurrent: { cell: PART, returnSequences: SETTING, returnState: SETTING },
  GruCell: {
    build: use('Makes the weights: the bias has two rows in Keras.'),
    call: use('One step: Keras applies the reset gate elsewhere.'),
    getConfig: use('Says so in a saved model.'),
    addWeight: use('Makes the bias.'),
    losses: use('Penalties of the weights, which tfjs leaves out of the loss.'),
    units: SETTING,
    useBias: SETTING,
    activation: PART,
    recurrentActivation: PART,
    biasInitializer: PART,
    biasRegularizer: PART,
    biasConstraint: PART,
    kernel: WEIGHT,
    recurrentKernel: WEIGHT,
    bias: WEIGHT,
    dropoutMask: use('Masks of a batch, which tfjs makes.'),
    recurrentDropoutMask: use('Masks of a batch, which tfjs makes.'),
    dropout: SETTING,
    recurrentDropout: SETTING,
  },
  LayerVariable: {
    constraint: use('What holds a weight after an update; tfjs applies it only to one that is written.'),
  },
};
