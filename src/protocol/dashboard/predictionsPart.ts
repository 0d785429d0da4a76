import * as v from 'valibot';
import { Count } from '../schema.js';
import { Floats, versioned } from './part.js';

/** A sample that is worth a look. */
export type SampleView = v.InferOutput<typeof SampleView>;
const SampleView = v.object({
  /** Its number in its data, from 0. */
  number: Count,
  truth: v.string(),
  prediction: v.string(),
  isRight: v.boolean(),
  /** How sure the model was, or how far off. */
  note: v.string(),
  /** Row of `inputs`; null where its input is not kept. */
  input: v.nullable(Count),
});

/** What a model of one or two inputs makes of all that lie around its samples. */
export type SurfaceView = v.InferOutput<typeof SurfaceView>;
const SurfaceView = v.object({
  axes: v.picklist([1, 2]),
  names: v.array(v.string()),
  /** Lowest and highest of x, then of y. */
  range: Floats,
  /** Values point by point, x fastest: of classes their numbers, of numbers themselves. */
  values: Floats,
  /** Of classes how sure it is, 0 to 1. */
  sure: v.nullable(Floats),
  /** Of each sample x, y (of one input its target), then the value that `values` should have there, then the one that it has. */
  points: Floats,
});

const Common = {
  /** Of several outputs this one's name. */
  name: v.string(),
  /** What the numbers come to, in a sentence, and what it means. */
  summary: v.string(),
  summaryHelp: v.string(),
  /** What is left out, in a sentence. */
  leftOut: v.nullable(v.string()),
  worst: v.array(SampleView),
  surface: v.nullable(SurfaceView),
};

export type ClassesView = v.InferOutput<typeof ClassesView>;
const ClassesView = v.object({
  kind: v.literal('classes'),
  ...Common,
  /** Of the classes that are listed. */
  names: v.array(v.string()),
  /** Samples by true class, then by predicted class; empty where there are too many classes. */
  counts: Floats,
  /** Of each listed class precision, recall, support, and how many samples it was taken for. */
  figures: Floats,
  leastSure: v.array(SampleView),
});

export type NumbersView = v.InferOutput<typeof NumbersView>;
const NumbersView = v.object({
  kind: v.literal('numbers'),
  ...Common,
  truth: Floats,
  predicted: Floats,
  /** R², mean absolute error, root mean squared error, mean error. */
  figures: Floats,
});

/** The inputs of the samples that are shown. */
export type InputsView = v.InferOutput<typeof InputsView>;
const InputsView = v.object({
  /** Height, width and channels of a picture; null for numbers. */
  picture: v.nullable(v.tuple([Count, Count, Count])),
  /** That they are a picture is a guess. */
  isGuess: v.boolean(),
  /** Of numbers. */
  names: v.nullable(v.array(v.string())),
  /** Values of a sample. */
  size: Count,
  values: Floats,
});

/** What the inputs are of a model that begins with an embedding. */
export type TokensView = v.InferOutput<typeof TokensView>;
const TokensView = v.object({
  /** That the embedding knows: their numbers are below. */
  count: Count,
  /** On which side zeros seem to fill short samples up. */
  padding: v.nullable(v.picklist(['front', 'back'])),
  /** What they seem to stand for, by their numbers (empty where nothing is known), and the variable that says so; null where none does. */
  words: v.nullable(v.object({ from: v.string(), list: v.array(v.string()) })),
});

/** What a person may ask the model that a fit has kept. */
export type OwnInputView = v.InferOutput<typeof OwnInputView>;
const OwnInputView = v.object({
  /** Why it cannot be asked, in a sentence; null where it can. */
  reason: v.nullable(v.string()),
  /** Of a sample. */
  shape: v.array(Count),
  /** Of each value of a row its lowest and highest in the samples; of a picture those of all of its values. */
  ranges: Floats,
});

/** What single units make of all that lie around the samples of a model of two inputs. */
export type UnitsView = v.InferOutput<typeof UnitsView>;
const UnitsView = v.object({
  /** Of the inputs. */
  names: v.array(v.string()),
  /** Lowest and highest of x, then of y. */
  range: Floats,
  layers: v.array(
    v.object({
      label: v.string(),
      /** Units that the layer has. */
      units: Count,
      /** Units that are shown, the first ones. */
      shown: Count,
      /** Unit by unit the values point by point, x fastest. */
      values: Floats,
    }),
  ),
});

/** What the model makes of its samples. */
export type PredictionsView = v.InferOutput<typeof PredictionsView>;
const PredictionsView = v.object({
  /** Which samples, how many out of how many, and when; or why there are none. */
  about: v.string(),
  aboutHelp: v.string(),
  /** The end of which epoch or batch it is, such as `epoch 12`; null where there are none. */
  asOf: v.nullable(v.string()),
  /** What it means that the data is noise; null for any other. */
  noise: v.nullable(v.string()),
  outputs: v.array(v.variant('kind', [ClassesView, NumbersView])),
  inputs: v.nullable(InputsView),
  /** Null where samples are something else. */
  tokens: v.nullable(TokensView),
  units: v.nullable(UnitsView),
  /** Null before the fit's end, and of runs of versions that kept no model. */
  own: v.nullable(OwnInputView),
});

export const predictionsPart = versioned(PredictionsView);
