import * as v from 'valibot';
import { BackendKind } from './backend.js';
import { formatRound } from './numberText.js';
import { Count, entity, list, NumberOrNaN } from './schema.js';
import { Seed } from './seed.js';
import { COMPILED_STEP } from './trainer.js';
import { Verdict } from './verdict.js';

/** What a parameter is given: a number, or a choice such as `relu`. */
export const SweepValue = v.union([v.number(), v.string(), v.boolean()]);
export type SweepValue = v.InferOutput<typeof SweepValue>;

/** As a person writes it: `0.001`, `relu`. */
export const valueText = (value: SweepValue): string =>
  typeof value === 'number' ? formatRound(value) : String(value);

/** How values are apart from each other: by the same difference, by the same factor, or not as numbers are. */
const Scale = v.picklist(['linear', 'log', 'choice']);
export type Scale = v.InferOutput<typeof Scale>;

/** Something of a model, or of how it is trained, that a sweep varies. */
const SweepParameter = entity({
  /** As `--vary` names it, unique among those of a model: `learningRate`, `units@7` where several literals have that name, `units@7:12` on one line. */
  id: v.string(),
  /** As TensorFlow.js spells it; `depth` for the number of like layers in a row. */
  name: v.string(),
  /**
   * What its value takes the place of: a literal of the source; the optimizer, an argument of it, or one of `fit`, which may not be written down; the
   * number of like layers in a row; the epochs of each fit; the share of its training samples that it trains on; or a value that the source leaves open.
   */
  kind: v.picklist(['literal', 'optimizer', 'learningRate', 'batchSize', 'depth', 'epochs', 'data', 'open']),
  /** From 1; null where the source does not say it. */
  line: v.nullable(Count),
  /** Whether only whole numbers make sense. */
  whole: v.boolean(),
  scale: Scale,
  /** Those of a grid, in order, or what there is to choose from at random; of a range its ends. */
  values: list(SweepValue),
  /** Whether a random search takes any number between the least and the greatest of `values`. */
  isRange: v.boolean(),
  /** As the file has it, or as it is by default; null where that is not known. */
  own: v.nullable(SweepValue),
});
export type SweepParameter = v.InferOutput<typeof SweepParameter>;

/** How a trial is run, as on the command line; null and empty take what `gradlens.json` and the source say. */
const SweepLaunch = entity({
  data: v.nullable(v.string()),
  target: v.nullable(v.string()),
  /** Texts of answers to what the source leaves open. */
  values: v.pipe(v.record(v.string(), v.string()), v.readonly()),
  yes: v.boolean(),
  backend: v.nullable(BackendKind),
  compiledStep: v.picklist(COMPILED_STEP),
});
export type SweepLaunch = v.InferOutput<typeof SweepLaunch>;

/** What a sweep tries. */
const SweepPlan = entity({
  /** Absolute. */
  file: v.string(),
  model: entity({ name: v.string(), line: Count }),
  parameters: list(SweepParameter),
  /** Every combination, or so many that are drawn from a seed, or that Optuna proposes one after another from what the trials come to. */
  search: v.variant('kind', [
    entity({ kind: v.literal('grid') }),
    entity({ kind: v.literal('random'), count: Count, seed: Seed }),
    entity({ kind: v.literal('optuna'), count: Count, seed: Seed }),
  ]),
  /** Each combination is trained once with each of them. */
  seeds: list(Seed),
  /** Of each fit, in place of the source's own; null where they are left or varied. */
  epochs: v.nullable(Count),
  /** Whether trials that are behind are stopped early (`sweep/halving`). */
  stopEarly: v.boolean(),
  /** Trials at once. */
  parallel: Count,
  /** Of each time it trains: after them no further trial begins, and those under way come to their ends. Null for no limit. */
  minutes: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0))), null),
  launch: SweepLaunch,
});
export type SweepPlan = v.InferOutput<typeof SweepPlan>;

/** What trials are compared by: the name of a value in the logs, such as `val_acc`. */
export const SweepMeasure = entity({ name: v.string(), isLargerBetter: v.boolean(), isValidation: v.boolean() });
export type SweepMeasure = v.InferOutput<typeof SweepMeasure>;

/**
 * `stopped-early` by halving; `broken` where numbers turned NaN or infinite, which is a result; `failed` with a reason; `interrupted` by Stop: it is
 * trained anew when the sweep goes on.
 */
export const SweepStatus = v.picklist([
  'waiting',
  'training',
  'completed',
  'stopped-early',
  'broken',
  'failed',
  'interrupted',
]);
export type SweepStatus = v.InferOutput<typeof SweepStatus>;

/** Whether a training is not done yet. */
export const isLeft = ({ status }: { readonly status: SweepStatus }): boolean =>
  status === 'waiting' || status === 'training' || status === 'interrupted';

/** One training of a sweep, as far as it has come. */
const SweepTrial = entity({
  /** Counts from 1 in its sweep. */
  trial: Count,
  /** By the ids of the parameters; empty before they are proposed. */
  values: v.pipe(v.record(v.string(), SweepValue), v.readonly()),
  seed: Seed,
  status: SweepStatus,
  /** Its run in the store; null before it has one. */
  run: v.nullable(v.string()),
  /** Epochs that are done; of a loop of the program's own 0. */
  epochs: Count,
  /** Of the sweep's measure: on the last epoch, and on the best. Null before the first; NaN as it was computed. */
  last: v.nullable(NumberOrNaN),
  best: v.nullable(NumberOrNaN),
  /** From 0, of `best`. */
  bestEpoch: v.nullable(Count),
  /** Validation loss, else loss, on that epoch: of two that are equally good by the measure the one with the lower loss is better. */
  loss: v.nullable(NumberOrNaN),
  verdict: v.nullable(Verdict),
  /** Mean norm of the loss's gradient with respect to the first layer's kernel over the last 32 batches; null where there is none. */
  firstGradient: v.nullable(NumberOrNaN),
  seconds: v.nullable(v.number()),
  /** Why it is `failed` or `broken`. */
  failure: v.nullable(v.string()),
});
export type SweepTrial = v.InferOutput<typeof SweepTrial>;

/** How much a parameter matters to the measure, as far as the trials tell (`sweep/importance`). */
export const SweepImportance = entity({
  /** Its id. */
  parameter: v.string(),
  /** Share of the variance of the trials' ranks that its values explain, 0 to 1; of several seeds, of their means' ranks. */
  share: v.number(),
  /** What a parameter that does nothing would explain on average. */
  byChance: v.number(),
});
export type SweepImportance = v.InferOutput<typeof SweepImportance>;

/** A sweep as it stands: what is streamed, and the most of what its file has. */
export const SweepState = entity({
  id: v.string(),
  startedAt: v.number(),
  plan: SweepPlan,
  /** In the order in which they start. */
  trials: list(SweepTrial),
  /** Null before the first value. */
  measure: v.nullable(SweepMeasure),
  /** Most important first; empty while fewer than two trials tell. */
  importance: list(SweepImportance),
  /** Null while it goes on, and where its process was ended in the middle. */
  outcome: v.nullable(v.picklist(['completed', 'stopped'])),
});
export type SweepState = v.InferOutput<typeof SweepState>;

/** Fewer trials than this say little about which parameter matters. */
export const FEW_TRIALS = 20;

const HAS_RESULT: readonly SweepStatus[] = ['completed', 'stopped-early', 'training', 'interrupted'];

/** Orders trials by what they have come to, the best first: those without a value, that failed, or whose numbers broke are equal, and last. */
function compareTrials(one: SweepTrial, other: SweepTrial, measure: Pick<SweepMeasure, 'isLargerBetter'>): number {
  const [own, others] = [one, other].map((trial) => ({ result: resultOf(trial), loss: trial.loss }));
  return own && others ? compareResults(own, others, measure) : 0;
}

/** What something came to, and the loss there. */
interface SweepResult {
  readonly result: number | null;
  readonly loss: number | null;
}

/** The better one first; without a result last; of two that are equally good, the one with the lower loss first. */
export function compareResults(
  one: SweepResult,
  other: SweepResult,
  { isLargerBetter }: Pick<SweepMeasure, 'isLargerBetter'>,
): number {
  if (one.result === null || other.result === null) return Number(one.result === null) - Number(other.result === null);
  const apart = isLargerBetter ? other.result - one.result : one.result - other.result;
  return apart || (one.loss ?? Number.POSITIVE_INFINITY) - (other.loss ?? Number.POSITIVE_INFINITY) || 0;
}

const resultOf = ({ status, best }: SweepTrial): number | null =>
  best === null || Number.isNaN(best) || !HAS_RESULT.includes(status) ? null : best;

/** Best first, those that are equal in their order. */
export const rankedTrials = ({ trials, measure }: Pick<SweepState, 'trials' | 'measure'>): SweepTrial[] =>
  measure ? trials.toSorted((one, other) => compareTrials(one, other, measure)) : [...trials];

/** What a sweep's file in the store has: all that it takes to go on with it. */
export const SweepFile = entity({
  format: v.literal(1),
  ...SweepState.entries,
  /** The model's file as it was when the sweep began: every trial is an edit of it. */
  text: v.string(),
  /** The process that has the sweep in hand, and what tells it from a later one with that id. */
  ownerPid: v.number(),
  owner: v.nullable(v.string()),
});
export type SweepFile = v.InferOutput<typeof SweepFile>;
