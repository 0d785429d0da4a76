import { refuseUnknownRule } from '../knownRule.js';
import { parseTrainArguments, type TrainArguments } from '../trainArguments.js';
import { ownOptions, positiveCount } from '../typedArguments.js';
import { UsageError } from '../usage.js';

const USUAL_SEEDS = 3;
const MOST_SEEDS = 9;

/** What `try` is asked for. */
export interface TryArguments {
  /** How the model is run, as for `train`. */
  readonly train: TrainArguments;
  /** The rule whose fix is tried. */
  readonly rule: string;
  /** How many pairs are trained. */
  readonly seeds: number;
  /** Write the edit where it helped in every pair. */
  readonly keep: boolean;
}

const OWN = { fix: { type: 'string' }, seeds: { type: 'string' }, keep: { type: 'boolean' } } as const;

/** @throws {UsageError} */
export function tryArguments(args: readonly string[]): TryArguments {
  const { own, others } = ownOptions(args, OWN);
  const { fix, seeds, keep = false } = own;
  const train = parseTrainArguments(others, 'try');
  if (fix === undefined) throw new UsageError('try needs --fix RULE.');
  refuseUnknownRule(fix);
  if (train.save !== null) throw new UsageError('try saves no model: train it with --save once the edit is made.');
  if (train.seed !== null) throw new UsageError('try takes --seeds N, the number of pairs: their seeds are 1 to N.');
  if (train.expected.length > 0)
    throw new UsageError('try expects nothing: its verdict counts pairs. Use --expect with train.');
  const asked = positiveCount('--seeds', seeds) ?? USUAL_SEEDS;
  if (asked > MOST_SEEDS) throw new UsageError(`--seeds takes 1 to ${MOST_SEEDS}, not "${seeds}".`);
  return { train, rule: fix, seeds: asked, keep };
}
