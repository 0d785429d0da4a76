import * as v from 'valibot';
import { Count, entity, list } from '../schema.js';

/** A measured number; null where it is none (NaN, infinite), as the page gets it as JSON. */
const Figure = v.nullable(v.number());

/** Of a layer, by its index in the model. */
const Layer = Count;

/** Layers in a row with nothing non-linear between them, and the one layer that they come to. */
export type LinearRun = v.InferOutput<typeof LinearRun>;
const LinearRun = entity({
  /** The layers with weights among them, in order; the last one's activation may be any. */
  layers: list(Layer),
  /** Inputs and outputs of the one layer. */
  inputs: Count,
  outputs: Count,
  paramsBefore: Count,
  paramsAfter: Count,
  /** The largest difference between an output of the layers and of the one layer. */
  difference: Figure,
  /** The largest output in size, which the difference is to be held against. */
  largest: Figure,
});

/** Linear layers collapse. */
export type CollapseAnswer = v.InferOutput<typeof CollapseAnswer>;
const CollapseAnswer = entity({
  lesson: v.literal('collapse'),
  /** Batches that the weights were trained on before. */
  steps: Count,
  samples: Count,
  runs: list(LinearRun),
  /** Of the first two layers with weights that are next to each other: what stands between them that bends; null where the net has no two. */
  between: v.nullable(entity({ from: Layer, to: Layer, what: v.string() })),
});

/** What a layer does to the signal on its way back: `whole` = `activation` × `weights`. */
export type LayerFactors = v.InferOutput<typeof LayerFactors>;
const LayerFactors = entity({
  layer: Layer,
  /** Norm of the signal where it comes from the loss, behind the activation, and where the layer passes it on. */
  arriving: Figure,
  afterActivation: Figure,
  leaving: Figure,
  /** Null where the layer has no activation of its own to be split off. */
  activation: Figure,
  weights: Figure,
  whole: Figure,
  /** The mean slope of the activation over all units and samples, and the share of units that pass nothing on; null where it has none. */
  slope: Figure,
  blocked: Figure,
  /** Inputs and outputs of its kernel, and the kernel's root mean square; null where it has none. */
  kernel: v.nullable(entity({ inputs: Count, outputs: Count, rms: Figure })),
});

/** The chain rule. */
export type ChainAnswer = v.InferOutput<typeof ChainAnswer>;
const ChainAnswer = entity({
  lesson: v.literal('chain'),
  samples: Count,
  /** From the last layer back to the first that the signal reaches. */
  factors: list(LayerFactors),
  /** Norm of the loss's gradient with respect to the outputs, and to the inputs of the first of these layers, measured in one pass of its own. */
  atLoss: Figure,
  atInputs: Figure,
  /** Product of all factors, and what was measured: `atInputs` / `atLoss`. */
  product: Figure,
  measured: Figure,
});

/** A small net of one activation: what its first gradients foretell, and what its training came to so far. */
export type VanishingNet = v.InferOutput<typeof VanishingNet>;
const VanishingNet = entity({
  activation: v.picklist(['sigmoid', 'tanh', 'relu']),
  isNormalized: v.boolean(),
  /** Norms of the loss's gradient with respect to the first and the last kernel, before the first step. */
  first: Figure,
  last: Figure,
  /** Whether they say that the gradient vanishes. */
  isPredicted: v.boolean(),
  hasLearned: v.boolean(),
  /** Of each step. */
  losses: v.instance(Float32Array),
});

/** Vanishing gradients. */
export type VanishingAnswer = v.InferOutput<typeof VanishingAnswer>;
const VanishingAnswer = entity({
  lesson: v.literal('vanishing'),
  /** Layers with a kernel of each net, and units of the hidden ones, as the model's own middle layers have them. */
  depth: Count,
  width: Count,
  samples: Count,
  /** The loss of who always says the mean of the targets. */
  guess: Figure,
  /** That each net has taken so far. */
  steps: Count,
  isDone: v.boolean(),
  nets: list(VanishingNet),
});

/** A small net that was trained on a share of the samples. */
export type ShareNet = v.InferOutput<typeof ShareNet>;
const ShareNet = entity({
  /** Indices into the answer's `shares` and `depths`. */
  share: Count,
  depth: Count,
  /** Of each measurement, the first before any step: the loss on its own samples, as many as there are for validation at most, and on those. */
  training: v.instance(Float32Array),
  validation: v.instance(Float32Array),
  /** The measurement with the lowest validation loss; null where none is a number. */
  best: v.nullable(Count),
  /** Whether the validation loss rose from there on while the training loss fell. */
  hasTurned: v.boolean(),
});

/** Depth wants data. */
export type DataAnswer = v.InferOutput<typeof DataAnswer>;
const DataAnswer = entity({
  lesson: v.literal('data'),
  /** The built-in data that stand for the model's own, and why; null where those are trained on. */
  standIn: v.nullable(entity({ title: v.string(), because: v.picklist(['noise', 'few']) })),
  /** Whether the samples are random numbers. */
  isNoise: v.boolean(),
  /** Classes that each share has its part of; 0 where targets are numbers. */
  classes: Count,
  /** Samples that no net is trained on: the same for all. */
  validation: Count,
  /** Of the other samples, each within the next; ascending. */
  shares: list(entity({ percent: Count, samples: Count })),
  /** Samples of a step: they go round and round. */
  batch: Count,
  /** Layers in the middle, of these units and this activation, as the model's own middle layer has them; ascending. */
  depths: list(Count),
  width: Count,
  activation: v.string(),
  /** The loss on the validation samples of who always says the mean of their targets. */
  guess: Figure,
  /** How far over its lowest the validation loss of a net that has turned is in so many last measurements, as shares of the lowest and of guessing. */
  margin: entity({ overBest: v.number(), overGuessing: v.number(), last: Count }),
  /** That each net takes, and between two measurements. */
  steps: Count,
  every: Count,
  isDone: v.boolean(),
  /** As they began; one that has fewer measurements than the others still trains, or was ended. */
  nets: list(ShareNet),
});

/** A wide input. */
export type WidthAnswer = v.InferOutput<typeof WidthAnswer>;
const WidthAnswer = entity({
  lesson: v.literal('width'),
  /** Samples of the batch that the layers were timed on. */
  samples: Count,
  /** Times that each layer was called; `milliseconds` is the median of them. */
  repetitions: Count,
  /** In the order of the model: each layer's forward call by itself, on that batch. */
  times: list(entity({ layer: Layer, milliseconds: Figure })),
  /** The first layer with weights, where it is Dense; else null. */
  first: v.nullable(
    entity({
      layer: Layer,
      /** Features that it takes, and units: its kernel is inputs × units. */
      inputs: Count,
      units: Count,
      hasBias: v.boolean(),
      /** Times that a sample meets its kernel: once, or at each place of a sequence. */
      places: Count,
      /** Values of a sample at the widest layer behind it; 0 where there is none. */
      widestBehind: Count,
      /** The next layer with weights, where it is Dense and takes those units as they are: it narrows with them. */
      next: v.nullable(entity({ layer: Layer, units: Count, places: Count })),
    }),
  ),
});

/** Blame. */
export type BlameAnswer = v.InferOutput<typeof BlameAnswer>;
const BlameAnswer = entity({
  lesson: v.literal('blame'),
  /** From 0, and how many there are to choose from. */
  sample: Count,
  samples: Count,
  loss: Figure,
  /** In the order of the model: its units with the largest signal, by their index among all `of` outputs, and the signal at each. */
  layers: list(entity({ layer: Layer, units: list(Count), signals: v.instance(Float32Array), of: Count })),
});

export const DepthAnswer = v.variant('lesson', [
  CollapseAnswer,
  ChainAnswer,
  VanishingAnswer,
  DataAnswer,
  WidthAnswer,
  BlameAnswer,
  /** Why there is none, in a sentence. */
  entity({ lesson: v.literal('none'), reason: v.string() }),
]);
export type DepthAnswer = v.InferOutput<typeof DepthAnswer>;
