import { rowsOfShare, type TrainingShare } from '../../datasets/sampling/trainingShare.js';
import { HumanError } from '../../errors/humanError.js';
import { SourceError } from '../../errors/sourceError.js';
import type { BoundArguments } from '../../keras/arguments/boundArguments.js';
import { isArray } from '../../keras/arguments/isCall.js';
import type { FitSettings } from '../../keras/fitSettings.js';
import type { KerasTraining } from '../../keras/training/kerasTraining.js';
import type { SourceLocation } from '../../protocol/fit.js';
import { sizeOf } from '../../protocol/fitSamples.js';
import type { KerasValue } from '../../protocol/keras.js';
import type { ArrayContents, KerasValues } from '../../protocol/kerasProgram.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { ArrayBatches } from '../kerasFit/arrayBatches.js';
import type { BatchSource } from '../kerasFit/batchSource.js';
import { type Samples, sampleTensors } from '../kerasFit/sampleTensors.js';
import { sampleWeights } from '../kerasFit/sampleWeights.js';
import { testBatchSize } from '../kerasFit/testBatchSize.js';
import type { Shuffle } from '../seed/seededRun.js';
import { refuseSamples, type SampleUse } from './refuseSamples.js';

/** What a fit goes through. */
export interface FitData {
  /** What GradLens brings, such as `Two moons`; null where it is the source's own. */
  readonly name: string | null;
  readonly training: BatchSource;
  readonly validation: BatchSource | null;
  /** Training samples that there are, where a share of them is trained on. */
  readonly allSamples?: number;
  /** Its validation is the last rows of what the call is given. */
  readonly isSplit?: boolean;
  /** Whether it stays in memory, or is read as it is needed. */
  readonly kind: 'fit' | 'fitDataset';
  close(): Promise<void>;
}

/** Samples of a call, and the batch size that it has where its own is not said. */
const DEFAULT_BATCH_SIZE = 32;

export interface ArrayUse extends SampleUse {
  readonly tf: Tfjs;
  /** Asked once a fit. */
  readonly shuffleOfFit: () => Shuffle;
  readonly values: Pick<KerasValues, 'arrays'>;
  /** The part of its training samples that a fit trains on; null for all. */
  readonly share: TrainingShare | null;
  /** Of the compiled model. */
  readonly training: KerasTraining;
}

/**
 * The arrays that a `fit` of the source names: the last share of them for validation where it says so.
 * @param batchSize what goes before the call's own
 * @throws {SourceError} where they do not belong together, or do not fit the model
 */
export function fitArrays(use: ArrayUse, settings: FitSettings, batchSize: number | null): FitData {
  const { args, validationSplit: split, classWeight, stepsPerEpoch, validationSteps } = settings;
  const given = samplesOf(use, args);
  const named = validationData(use, args);
  const cut = !named && split ? splitSamples(given, split, use.place) : { training: given, validation: null };
  const validation = named ?? cut.validation;
  const allSamples = cut.training.x.shape[0] ?? 0;
  const training = use.share ? sharedSamples(cut.training, use.share, settings, use.place) : cut.training;
  const tensors = tensorsOf(use, weighted(training, classWeight, use.place));
  const validationTensors = validation && tensorsOf(use, validation);
  const size = batchSize ?? settings.batchSize;
  return {
    name: null,
    ...(use.share ? { allSamples } : {}),
    isSplit: cut.validation !== null,
    kind: 'fit',
    training: new ArrayBatches(
      tensors,
      size ?? usualSize(tensors, stepsPerEpoch),
      settings.shuffle ?? 'rows',
      use.shuffleOfFit(),
    ),
    validation:
      validationTensors && testBatches(use, validationTensors, settings.validationBatchSize ?? size, validationSteps),
    async close() {
      use.tf.dispose([...tensors, ...(validationTensors ?? [])]);
    },
  };
}

/** The arrays of an `evaluate` or `train_on_batch`, with weights for their classes. */
export function callTensors(use: ArrayUse, args: BoundArguments, classWeight: readonly number[] | null): Tensor[] {
  return tensorsOf(use, weighted(samplesOf(use, args), classWeight, use.place));
}

/** @param size null where the source says nothing of it */
export function testBatches(
  { model, training }: ArrayUse,
  data: readonly Tensor[],
  size: number | null,
  steps: number | null,
): ArrayBatches {
  const own = size ?? usualSize(data, steps);
  const sampleShape = data[0]?.shape.slice(1) ?? [];
  const batchSize = steps === null ? testBatchSize(model, training, own, sampleShape) : own;
  return new ArrayBatches(data, batchSize, 'nothing');
}

/** Batches as long as Keras makes them where nothing is said. */
function usualSize(data: readonly Tensor[], steps: number | null): number {
  return steps === null ? DEFAULT_BATCH_SIZE : Math.ceil((data[0]?.shape[0] ?? 0) / steps);
}

function samplesOf({ values, place }: ArrayUse, args: BoundArguments): Samples {
  const x = contents(values, args.value('x'));
  const y = contents(values, args.value('y'));
  if (!x || !y) {
    throw new SourceError(`${args.call.name} needs inputs and targets, but has no ${x ? 'targets' : 'inputs'}.`, place);
  }
  return { x, y, weights: contents(values, args.value('sample_weight')) };
}

function validationData({ values, place }: ArrayUse, args: BoundArguments): Samples | null {
  const value = args.value('validation_data');
  if (value === undefined) return null;
  const [x, y, weights] = (Array.isArray(value) ? value : []).map((each) => contents(values, each));
  if (!x || !y) throw new SourceError('validation_data needs inputs and targets.', place);
  return { x, y, weights: weights ?? null };
}

function contents({ arrays }: Pick<KerasValues, 'arrays'>, value: KerasValue | undefined): ArrayContents | null {
  if (!isArray(value)) return null;
  const array = arrays.get(value.id);
  if (!array)
    throw new HumanError(`The numbers of an array of shape (${value.shape.join(', ')}) in the source are missing.`);
  return { shape: array.shape, data: array.data instanceof Float32Array ? array.data : Float32Array.from(array.data) };
}

function weighted(samples: Samples, classWeight: readonly number[] | null, place: SourceLocation): Samples {
  try {
    return { ...samples, weights: sampleWeights(samples.y, samples.weights, classWeight) };
  } catch (error) {
    if (error instanceof RangeError) throw new SourceError(error.message, place);
    throw error;
  }
}

function tensorsOf(use: ArrayUse, samples: Samples): Tensor[] {
  const { tf, model, place } = use;
  const tensors = sampleTensors(tf, model, samples, place);
  refuseSamples(use, samples, tensors);
  return tensors;
}

/** The last samples are kept for validation, before anything is shuffled. */
function splitSamples(samples: Samples, split: number, place: SourceLocation) {
  const rows = samples.x.shape[0] ?? 0;
  const at = Math.floor(rows * (1 - split));
  if (at === 0 || at === rows) {
    const message = `${rows} samples are too few to keep a share of ${split} for validation (validation_split).`;
    throw new SourceError(message, place);
  }
  const part = (from: number, to: number): Samples => ({
    x: rowsOf(samples.x, from, to),
    y: rowsOf(samples.y, from, to),
    weights: samples.weights && rowsOf(samples.weights, from, to),
  });
  return { training: part(0, at), validation: part(at, rows) };
}

function sharedSamples(
  samples: Samples,
  share: TrainingShare,
  { stepsPerEpoch }: Pick<FitSettings, 'stepsPerEpoch'>,
  place: SourceLocation,
): Samples {
  if (stepsPerEpoch !== null) {
    const message =
      'steps_per_epoch counts batches of all samples: a share of the data has too few. Leave one of them out.';
    throw new SourceError(message, place);
  }
  const rows = rowsOfShare(samples.x.shape[0] ?? 0, share);
  const part = (array: ArrayContents) => pickedRows(array, rows);
  return { x: part(samples.x), y: part(samples.y), weights: samples.weights && part(samples.weights) };
}

function pickedRows({ shape: [, ...inner], data }: ArrayContents, rows: Uint32Array): ArrayContents {
  const [own, size] = [floats(data), sizeOf(inner)];
  const picked = new Float32Array(rows.length * size);
  for (const [index, row] of rows.entries()) picked.set(own.subarray(row * size, (row + 1) * size), index * size);
  return { shape: [rows.length, ...inner], data: picked };
}

function rowsOf({ shape: [, ...inner], data }: ArrayContents, from: number, to: number): ArrayContents {
  const size = sizeOf(inner);
  return { shape: [to - from, ...inner], data: floats(data).subarray(from * size, to * size) };
}

const floats = (data: ArrayContents['data']): Float32Array =>
  data instanceof Float32Array ? data : Float32Array.from(data);
