import { parseArgs } from 'node:util';
import { refuseUnknownRule } from '../knownRule.js';
import { parseTrainArguments, type TrainArguments } from '../trainArguments.js';
import { positiveCount } from '../typedArguments.js';
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
  const { own, others } = ownOptions(args);
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

/** Takes out what only `try` has; the rest is as for `train`. */
function ownOptions(args: readonly string[]) {
  const given = { args: [...args], options: OWN, strict: false, allowPositionals: true, tokens: true } as const;
  const { tokens } = parseArgs(given);
  const isOwn = (name: string) => Object.hasOwn(OWN, name);
  const taken = new Set(
    tokens.flatMap((token) => {
      if (token.kind !== 'option' || !isOwn(token.name)) return [];
      return token.value === undefined || token.inlineValue ? [token.index] : [token.index, token.index + 1];
    }),
  );
  const values = Object.fromEntries(
    tokens.flatMap((token) => (token.kind === 'option' && isOwn(token.name) ? [[token.name, token.value]] : [])),
  );
  const text = (name: 'fix' | 'seeds'): string | undefined => {
    if (name in values && !values[name]) throw new UsageError(`--${name} needs a value.`);
    return values[name];
  };
  const own = { fix: text('fix'), seeds: text('seeds'), keep: 'keep' in values };
  return { own, others: args.filter((_, index) => !taken.has(index)) };
}
