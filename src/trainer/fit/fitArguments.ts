import type { FitSetup } from '../../protocol/fit.js';
import type { FitArguments } from '../../tfjs/layersModel.js';
import type { Tensor, TrainingModel } from '../../tfjs/tfjs.js';
import type { FitCall } from './fits.js';

/** tfjs's own default. */
const DEFAULT_BATCH_SIZE = 32;

/** Batches up to which a fit may be a step of a loop that somebody wrote. */
const SMALL_FIT = 4;

export interface DescribedFit {
  readonly call: FitCall;
  /** It is known to take a few batches at most, and validates nothing: one of a loop of such fits is a step of that loop. */
  readonly isSmall: boolean;
  /** An epoch may be less than what there is to train on. */
  readonly isPart?: boolean;
  /** Inputs and targets as a whole. */
  readonly given?: readonly unknown[];
  /** The samples that it is validated on: rows of some, from one on; null where there is no validation, or they are not known as a whole. */
  readonly held?: { readonly inputs: unknown; readonly targets: unknown; readonly from: number } | null;
}

/** A dataset that GradLens made itself knows more than tfjs's own do. */
export interface KnownDataset {
  /** Batches in an epoch; undefined where only reading them would tell. */
  readonly size: number | undefined;
  readonly batchSize: number;
  readonly setup: FitSetup;
  readonly whole?: WholeDataset | null;
}

/** One batch: rows of samples that are all there, or its samples alone. */
export interface OwnBatch {
  /** Inputs and targets. */
  readonly data: readonly Tensor[];
  readonly rows: Int32Array | null;
}

/** Samples that are all there, in the place of what a dataset gives. */
export interface WholeDataset {
  /** Inputs and targets. */
  readonly data: readonly Tensor[];
  /** Rows of the batches of an epoch. */
  pass(): Iterable<Int32Array>;
}

/** The batches of an epoch. */
export function* wholeBatches({ data, pass }: WholeDataset): Generator<OwnBatch> {
  for (const rows of pass()) yield { data, rows };
}

export function describeFit(
  model: TrainingModel,
  [x, y]: readonly [unknown, unknown],
  args: FitArguments,
): DescribedFit {
  const batchSize = args.batchSize ?? DEFAULT_BATCH_SIZE;
  const samples = sampleCount(x);
  const split = splitOf(args);
  const trained = samples === null ? null : Math.floor(samples * (1 - split));
  const batchesPerEpoch = trained && Math.ceil(trained / batchSize);
  const cut = samples === null || trained === null ? null : samples - trained;
  const setup = ownSetup(args, trained, split === 0 ? 0 : cut);
  const fit = described({ ...common(model, args), kind: 'fit', batchSize, batchesPerEpoch, setup }, args);
  const held = split > 0 && trained !== null ? { inputs: x, targets: y, from: trained } : namedValidation(args);
  return { ...fit, given: [x, y], held };
}

function namedValidation({ validationData }: FitArguments): NonNullable<DescribedFit['held']> | null {
  if (!Array.isArray(validationData)) return null;
  const [inputs, targets] = validationData;
  return { inputs, targets, from: 0 };
}

export function describeFitDataset(model: TrainingModel, dataset: unknown, args: FitArguments): DescribedFit {
  const { size, batchSize, setup, whole } = (dataset ?? {}) as Partial<KnownDataset>;
  const known = typeof size === 'number' && Number.isFinite(size) ? size : null;
  const call: FitCall = {
    ...common(model, args),
    kind: 'fitDataset',
    // tfjs's own datasets do not tell it; those of a model that GradLens fits do.
    batchSize: typeof batchSize === 'number' ? batchSize : null,
    batchesPerEpoch: args.batchesPerEpoch ?? known,
    setup: setup ?? ownSetup(args, null, 0),
  };
  const given = whole ? { given: whole.data } : {};
  return { ...described(call, args), ...given, isPart: args.batchesPerEpoch != null, held: namedValidation(args) };
}

function described(call: FitCall, { validationSplit, validationData }: FitArguments): DescribedFit {
  const batches = ((call.epochs ?? 0) - call.initialEpoch) * (call.batchesPerEpoch ?? Number.NaN);
  return { call, isSmall: batches > 0 && batches <= SMALL_FIT && !validationSplit && validationData == null };
}

/** The share that tfjs's `fit` keeps for validation: it passes over any that is none, or beside data for it. */
export const splitOf = ({ validationSplit = 0, validationData }: FitArguments): number =>
  validationData == null && validationSplit > 0 && validationSplit < 1 ? validationSplit : 0;

/** Of data that the source has itself. @param cut samples that the fit keeps for validation; null where that is not known */
function ownSetup(args: FitArguments, samples: number | null, cut: number | null): FitSetup {
  const { epochs, validationData, classWeight } = args;
  const named = Array.isArray(validationData) ? sampleCount(validationData[0]) : null;
  const validation = validationData == null ? cut : named;
  const sourceEpochs = epochs == null ? null : wholeEpochs(epochs);
  const classWeights = weightsByClass(classWeight);
  return {
    data: null,
    samples,
    validation,
    epochsFrom: sourceEpochs === null ? 'library' : 'source',
    sourceEpochs,
    ...(classWeights ? { classWeights } : {}),
    ...(splitOf(args) > 0 ? { isSplit: true } : {}),
  };
}

/** Of one output: tfjs takes a number for each class from 0. Null where all samples count alike, and of several outputs. */
function weightsByClass(classWeight: unknown): number[] | null {
  if (typeof classWeight !== 'object' || classWeight === null || Array.isArray(classWeight)) return null;
  // Keys that are whole numbers come in their order.
  const entries = Object.entries(classWeight);
  const isWhole = entries.every(([key, weight], index) => key === String(index) && typeof weight === 'number');
  return isWhole && entries.length > 0 ? entries.map(([, weight]) => weight) : null;
}

/** The same fit where a person chose its epochs in place of its own. */
export function withChosenEpochs({ call, ...rest }: DescribedFit, own: number | null): DescribedFit {
  const { setup } = call;
  if (!setup) return { call, ...rest };
  const sourceEpochs = setup.data === null ? own : setup.sourceEpochs;
  return { call: { ...call, setup: { ...setup, epochsFrom: 'chosen', sourceEpochs } }, ...rest };
}

/** The same fit where it trains on a share of the samples that the call has. */
export function withAllSamples(
  { call, ...rest }: DescribedFit,
  { allSamples }: { readonly allSamples: number | null },
): DescribedFit {
  const { setup } = call;
  return setup && allSamples !== null
    ? { call: { ...call, setup: { ...setup, allSamples } }, ...rest }
    : { call, ...rest };
}

function common(model: TrainingModel, { epochs, initialEpoch }: FitArguments) {
  const [, ...metrics] = model.getDedupedMetricsNames();
  return { metrics, epochs: wholeEpochs(epochs ?? 1), initialEpoch: wholeEpochs(initialEpoch ?? 0) ?? 0 };
}

/** Epochs that tfjs goes through, which counts while it is below what it was given: of 2.5 three, of NaN none. Null for no end. */
function wholeEpochs(given: number): number | null {
  return given === Number.POSITIVE_INFINITY ? null : Math.max(0, Math.ceil(given) || 0);
}

/** Length of the first input: a tensor, an array of them, or an object of them by name. */
function sampleCount(x: unknown): number | null {
  if (typeof x !== 'object' || x === null) return null;
  const { shape } = x as { shape?: unknown };
  if (Array.isArray(shape)) return shape[0] ?? null;
  return sampleCount(Object.values(x)[0]);
}
