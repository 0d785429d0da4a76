import type { MemberName, Owner } from './members.js';

/** Members that are replaced together, and why. */
type PatchEntry = {
  [O in Owner]: { readonly of: O; readonly members: readonly MemberName<O>[]; readonly why: string };
}[Owner];

/**
 * Every member of tfjs that GradLens replaces, and the reason. `patch` takes these and no others; a test holds that nobody assigns to tfjs
 * without it. Layers that `src/keras` makes are its own: what it changes of those is no patch.
 */
export const patches = {
  fits: {
    of: 'LayersModel',
    members: ['fit', 'fitDataset', 'trainOnBatch'],
    why: 'Each call is a fit of the run with its place in the source, and heeds Stop and Pause.',
  },
  fitLoop: {
    of: 'LayersModel',
    members: ['fitLoop'],
    why: 'A step gets the indices of its rows: data stays where it is, and logs are numbers where nobody wants tensors.',
  },
  batches: {
    of: 'LayersModel',
    members: ['makeTrainFunction'],
    why: 'Each batch of fit, fitDataset and trainOnBatch becomes a recorded step, eager or compiled.',
  },
  ownSteps: {
    of: 'Optimizer',
    members: ['minimize'],
    why: "A loop of one's own is recorded, compiled and stopped as fit is.",
  },
  threadTrains: {
    of: 'Optimizer',
    members: ['minimize'],
    why: "That a thread of the user's trains is told, as it is not recorded.",
  },
  updates: {
    of: 'Optimizer',
    members: ['applyGradients'],
    why: 'The very gradients that an update applies are measured, without a second backward pass.',
  },
  derivations: {
    of: 'Engine',
    members: ['gradients'],
    why: 'An update made with applyGradients alone is told no loss: it is looked up by what its gradients were derived from.',
  },
  forwardPasses: {
    of: 'Engine',
    members: ['gradients'],
    why: 'The outputs of layers are measured in the pass that trains.',
  },
  hiddenTensors: {
    of: 'Engine',
    members: ['memory'],
    why: 'tf.memory does not count the last gradients, nor measured outputs, that are kept for the records.',
  },
  hiddenData: {
    of: 'Engine',
    members: ['memory'],
    why: 'tf.memory does not count the data that only a roll back would need.',
  },
  chosenBackend: {
    of: 'Engine',
    members: ['setBackend'],
    why: 'Code that picks a backend by name stays on the one of the run.',
  },
  watchedKernels: {
    of: 'Engine',
    members: ['runKernel'],
    why: 'Once numbers broke, the step is computed again to find the operation that broke them.',
  },
  watchedOutputs: { of: 'Layer', members: ['apply'], why: 'For one pass, what each layer puts out is kept.' },
  watchedGradients: {
    of: 'TapeNode',
    members: ['gradient'],
    why: "For one pass, the loss's gradient with respect to each layer's output is kept, without a second backward pass.",
  },
  createdLayers: {
    of: 'Layer',
    members: ['id'],
    why: 'The first field that its constructor sets tells where a layer was created.',
  },
  modelOwners: {
    of: 'Sequential',
    members: ['build'],
    why: 'The model inside a Sequential, which trains, is known by its owner.',
  },
  shapes: {
    of: 'Sequential',
    members: ['add', 'build'],
    why: 'Shapes that do not fit are explained with the line of the layer, before tfjs fails on another one.',
  },
  missingInputShape: {
    of: 'Sequential',
    members: ['add'],
    why: 'A first layer without an input shape gets that of the data, as Keras does.',
  },
  largeOrthogonal: {
    of: 'Orthogonal',
    members: ['apply'],
    why: 'tfjs makes a large orthogonal matrix column by column, in minutes; in blocks it takes seconds.',
  },
  seededLayers: {
    of: 'Layer',
    members: ['apply', 'addWeight'],
    why: 'With a seed, what a layer draws, for its weights or while it trains, comes from streams of its own.',
  },
  seededModels: {
    of: 'Sequential',
    members: ['add'],
    why: 'With a seed, streams are numbered within the model that a layer is put on.',
  },
  seededShuffles: {
    of: 'Dataset',
    members: ['shuffle'],
    why: 'With a seed, a shuffle that is given none takes one from it, and not the time.',
  },
  configuredCallbacks: {
    of: 'BaseCallback',
    members: ['setParams', 'setModel'],
    why: 'tfjs exports no way to the callbacks of a fit: its loop is begun, and left once it has told them of itself.',
  },
  tracedOperations: {
    of: 'NodeBackend',
    members: ['binding', 'getInputTensorIds'],
    why: 'While a step is traced, the native operations that it asks for are written down.',
  },
  tracedNumbers: {
    of: 'NodeBackend',
    members: ['write'],
    why: 'While a step is traced, uploads of random numbers are recognized.',
  },
  replayedOperations: {
    of: 'NodeBackend',
    members: ['binding', 'getInputTensorIds', 'createOutputTensor'],
    why: 'While user code runs that a graph computes, its operations get stand-ins for their results.',
  },
  plainOperations: {
    of: 'NodeBackend',
    members: ['binding', 'getInputTensorIds', 'createOutputTensor'],
    why: 'In the middle of a replayed step, something is computed for real.',
  },
  disposal: {
    of: 'NodeBackend',
    members: ['disposeData'],
    why: 'Data that a graph holds is disposed of without fetching it first.',
  },
} as const satisfies Record<string, PatchEntry>;

/** Kernels that are registered in place of a backend's own, or that it lacks, and why. */
export const kernelPatches = {
  gather: { backend: 'tensorflow', why: 'tfjs-node reads the indices of a gather, which a traced step cannot do.' },
  seededMultinomial: {
    backend: 'tensorflow',
    why: 'With a seed, draws get a whole number for one: tfjs-node makes zero of the fraction that tfjs hands it, and zero is chance.',
  },
  wasm: { backend: 'wasm', why: 'The embedded backend lacks gradients, has slow paths, and computes some wrongly.' },
} as const;

/** Gradients that are registered, and why. */
export const gradientPatches = {
  missing: 'tfjs lacks the gradients of transposed convolutions of volumes, and of the comparison in thresholdedReLU.',
  unpackOne: "tfjs's gradient of unstack fails where that gave one tensor: a sequence of one step.",
} as const;
