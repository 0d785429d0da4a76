import { type Engine, type EngineState, engineOf, type TapeNode } from './engine.js';
import { type LayerCodes, layerCodeMembers } from './layerCodeMembers.js';
import type { LayerFields } from './layerFields.js';
import type { BaseCallback, LayersModel } from './layersModel.js';
import type { LazyIterator } from './lazyIterator.js';
import { type Binding, type NodeBackend, nodeBackendOf, type TensorEntry } from './nodeBackend.js';
import type { OptimizerFields } from './optimizerFields.js';
import type { Dataset, Sequential, Tensor, Tfjs } from './tfjs.js';

/** The initializer of orthogonal matrices. */
export interface Orthogonal {
  readonly gain: number;
  readonly seed?: number;
  apply(shape: number[], dtype?: string): Tensor;
}

/** The parts of tfjs whose private or late members GradLens uses. */
export interface Members extends LayerCodes {
  tf: Pick<Tfjs, 'bincount'>;
  LayersModel: LayersModel;
  Sequential: Pick<Sequential, 'add' | 'build'> & { readonly model: LayersModel };
  Layer: LayerFields;
  Optimizer: OptimizerFields;
  BaseCallback: Pick<BaseCallback, 'setParams' | 'setModel'>;
  Orthogonal: Orthogonal;
  Dataset: Pick<Dataset, 'shuffle'>;
  LazyIterator: LazyIterator;
  Engine: Engine;
  EngineState: EngineState;
  TapeNode: TapeNode;
  NodeBackend: NodeBackend;
  TensorEntry: TensorEntry;
  Binding: Binding;
}

export type Owner = keyof Members;
export type MemberName<O extends Owner> = keyof Members[O] & string;

/** What GradLens cannot do where a member is missing. `class`: only some classes have it, and where it is not there, less is known. */
export type Need = 'record' | 'compile' | 'rows' | 'seed' | 'class';

/** Every private or late member that GradLens uses, with what needs it and why: the types above say no others. */
export const members: {
  readonly [O in Owner]: { readonly [Name in MemberName<O>]-?: readonly [need: Need, why: string] };
} = {
  ...layerCodeMembers,
  tf: {
    bincount: ['record', 'Counts the bins of a histogram in one operation; tfjs has it since 2.8.'],
  },
  LayersModel: {
    name: ['record', 'Names a fit.'],
    layers: ['record', 'The layers that train.'],
    inputs: ['record', 'Tells inputs from targets in a batch.'],
    loss: ['record', 'Names the loss of a fit.'],
    optimizer_: ['record', 'The optimizer whose updates are measured.'],
    collectedTrainableWeights: ['record', 'What the optimizer updates, as of compile.'],
    getDedupedMetricsNames: ['record', 'Labels of the loss and the metrics.'],
    makeTrainFunction: ['record', 'Makes the function that trains one batch.'],
    fit: ['record', 'A training call.'],
    fitDataset: ['record', 'A training call.'],
    trainOnBatch: ['record', 'A training call.'],
    stopTraining_: ['class', 'Ends a fit after the batch under way; set when a fit begins.'],
    calculateLosses: ['record', 'Penalties of layers, for the loss of a Keras model.'],
    lossFunctions: ['record', 'Which loss broke; whether a model was compiled again.'],
    metrics: ['compile', "Whether metrics are the user's own code."],
    metricsTensors: ['compile', 'Whether a model was compiled again.'],
    fitLoop: ['rows', 'The loop over epochs and batches, which older tfjs keeps to itself.'],
    checkNumSamples: ['rows', "Called as in tfjs's own loop."],
    testLoop: ['rows', "Called as in tfjs's own loop."],
    history: ['class', "Set as in tfjs's own loop, when a fit begins."],
    isTraining: ['class', "Set as in tfjs's own loop, which refuses a second fit meanwhile."],
  },
  Sequential: {
    model: ['record', 'The model inside, which trains.'],
    add: ['record', 'Adds a layer.'],
    build: ['record', 'Makes the model inside.'],
  },
  Layer: {
    id: ['record', 'The first field that the constructor sets.'],
    apply: ['record', 'Calls a layer; its outputs are seen here.'],
    addWeight: ['seed', 'Makes a weight, with its initial numbers.'],
    batchInputShape: ['record', 'Whether a first layer says its input; the data says it otherwise.'],
    inboundNodes: ['record', 'Whether a layer was used already; tells layers from other objects.'],
    input: ['record', 'Shape of what a layer is put on.'],
    inputSpec: ['record', 'How many dimensions a layer takes.'],
    stateful: ['record', "A stateful layer's step is not the same for each batch."],
    activation: ['class', "Names a layer's activation."],
    units: ['class', 'Number of outputs, to tell why data does not fit.'],
    inputDim: ['class', 'Size of a vocabulary.'],
    kernelSize: ['class', 'Explains shapes.'],
    poolSize: ['class', 'Explains shapes.'],
    strides: ['class', 'Explains shapes.'],
    dilationRate: ['class', 'Explains shapes.'],
    padding: ['class', 'Explains shapes.'],
    dataFormat: ['class', 'Explains shapes.'],
    returnSequences: ['class', 'Explains shapes.'],
    targetShape: ['class', 'Explains shapes.'],
    layers: ['class', 'The layers of a model that is a layer.'],
    layer: ['class', 'The layer in a wrapper.'],
    forwardLayer: ['class', 'The layer in a wrapper.'],
  },
  Optimizer: {
    minimize: ['record', "One step of a loop of one's own."],
    applyGradients: ['record', 'Applies the gradients that are measured.'],
    incrementIterations: ['compile', 'Counts a step that a graph has done.'],
    learningRate: [
      'class',
      "Shown with a fit; changed by schedules; constants and inputs of a graph's update, as the fields below.",
    ],
    setLearningRate: ['class', 'Changes the learning rate of SGD and momentum, which go by a tensor.'],
    ...fused('c', 'm', 'useNesterov', 'accumulations', 'accumulatedGrads'),
    ...fused('accumulatedUpdates', 'accumulatedFirstMoment', 'accumulatedSecondMoment', 'accumulatedWeightedInfNorm'),
    ...fused('accumulatedMeanSquares', 'accumulatedMoments', 'accumulatedMeanGrads', 'accBeta1', 'accBeta2'),
    ...fused('iteration', 'beta1', 'beta2', 'epsilon', 'decay', 'rho', 'momentum', 'centered'),
  },
  BaseCallback: {
    setParams: ['rows', 'Called for each callback of a fit, before its loop.'],
    setModel: ['rows', 'Called for each callback of a fit, before its loop.'],
  },
  Orthogonal: {
    apply: ['record', 'Makes the matrix.'],
    gain: ['class', 'Scale of the matrix.'],
    seed: ['class', 'Seed of the matrix.'],
  },
  Dataset: {
    shuffle: ['seed', 'Mixes what a dataset gives.'],
  },
  LazyIterator: {
    ...quickPass('upstream', 'items', 'trav', 'iterators', 'maxCount', 'batchSize', 'enableSmallLastBatch'),
    ...quickPass('transform', 'windowSize', 'random', 'next'),
  },
  Engine: {
    state: ['record', 'See EngineState.'],
    registeredVariables: ['record', 'All variables, by the names that gradients have.'],
    memory: ['record', 'What tf.memory tells.'],
    gradients: ['record', 'Derives gradients: the forward pass runs in it.'],
    runKernel: ['record', 'Runs an operation.'],
    setBackend: ['record', 'Chooses a backend.'],
    removeDataId: ['class', 'Lets go of data that was kept for a roll back.'],
    startScope: ['record', 'Disposes of what is made until endScope, whatever is returned.'],
    endScope: ['record', 'See startScope.'],
    startTape: ['record', 'Keeps operations from being fused while numbers are looked for that broke.'],
    endTape: ['record', 'See startTape.'],
    makeTensorFromTensorInfo: ['compile', 'Makes the tensor of a value that a graph holds.'],
  },
  EngineState: {
    activeScope: ['compile', 'Names the function of tfjs that draws random numbers.'],
    gradientDepth: ['record', 'Whether gradients are being derived.'],
    activeTape: ['class', 'What was recorded to derive gradients; there while it is.'],
  },
  TapeNode: {
    outputs: ['class', 'Which operation gave the output of a layer.'],
    gradient: ['class', "Passes the loss's gradient on to its inputs: that of its outputs is seen here."],
    saved: ['class', 'Tensors that it keeps for its gradient.'],
  },
  NodeBackend: {
    binding: ['compile', 'The native part, which a trace listens to.'],
    tensorMap: ['compile', 'Where the values of tensors are.'],
    write: ['compile', 'Takes numbers that JavaScript has made.'],
    getInputTensorIds: ['compile', 'Handles of the tensors that an operation takes.'],
    getDTypeInteger: ['compile', "TensorFlow's number of a type."],
    epsilon: ['compile', 'What tfjs adds to divisors that may be 0.'],
    executeSingleOutput: ['compile', 'Runs one operation.'],
    createOutputTensor: ['compile', "Makes a tensor of an operation's result."],
    disposeData: ['compile', 'Lets go of a value.'],
  },
  TensorEntry: {
    shape: ['compile', 'Of a value.'],
    dtype: ['compile', 'Of a value.'],
    id: ['compile', 'Handle of a value.'],
    values: ['compile', 'Numbers that were not uploaded yet.'],
    refCount: ['compile', 'How many tensors have the value.'],
  },
  Binding: {
    TF_FLOAT: ['compile', "A constant of TensorFlow's."],
    TF_INT32: ['compile', "A constant of TensorFlow's."],
    TF_BOOL: ['compile', "A constant of TensorFlow's."],
    TF_ATTR_STRING: ['compile', "A constant of TensorFlow's."],
    TF_ATTR_INT: ['compile', "A constant of TensorFlow's."],
    TF_ATTR_FLOAT: ['compile', "A constant of TensorFlow's."],
    TF_ATTR_BOOL: ['compile', "A constant of TensorFlow's."],
    TF_ATTR_TYPE: ['compile', "A constant of TensorFlow's."],
    TF_ATTR_SHAPE: ['compile', "A constant of TensorFlow's."],
    createTensor: ['compile', 'Uploads numbers.'],
    deleteTensor: ['compile', 'Lets go of a handle.'],
    tensorDataSync: ['compile', 'Reads a value.'],
    executeOp: ['compile', 'Runs one operation.'],
    loadSavedModel: ['compile', 'Loads a graph.'],
    deleteSavedModel: ['compile', 'Unloads a graph.'],
    runSavedModel: ['compile', 'Runs a graph: a whole step in one call.'],
  },
};

function quickPass<const Name extends keyof LazyIterator>(...names: readonly Name[]) {
  return fieldsFor('What a pass over arrays gives is foreseen, where these are as they are known.', names);
}

function fused<const Name extends keyof OptimizerFields>(...names: readonly Name[]) {
  return fieldsFor("TensorFlow's own optimizer takes its place in a graph, with the same numbers.", names);
}

function fieldsFor<const Name extends string>(why: string, names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, ['class', why]])) as unknown as Record<
    Name,
    readonly ['class', string]
  >;
}

/** Where the members of all objects of a kind stand. */
export function ownerOf<O extends keyof typeof places>(tf: Tfjs, owner: O): Members[O] {
  return places[owner](tf) as unknown as Members[O];
}

const places = {
  LayersModel: (tf) => tf.LayersModel.prototype,
  Sequential: (tf) => tf.Sequential.prototype,
  Layer: (tf) => tf.layers.Layer.prototype,
  Optimizer: (tf) => tf.Optimizer.prototype,
  BaseCallback: (tf) => Object.getPrototypeOf(tf.CustomCallback).prototype,
  Orthogonal: (tf) => Object.getPrototypeOf(tf.initializers.orthogonal({})),
  Dataset: (tf) => tf.data.Dataset.prototype,
  Engine: engineOf,
  NodeBackend: nodeBackendOf,
} satisfies Partial<Record<Owner, (tf: Tfjs) => object>>;
