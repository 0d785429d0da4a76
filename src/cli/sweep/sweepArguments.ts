import { availableParallelism } from 'node:os';
import { MAX_SEED } from '../../protocol/seed.js';
import { parseTrainArguments, type TrainArguments } from '../trainArguments.js';
import { ownOptions, positiveCount, seedNumber } from '../typedArguments.js';
import { UsageError } from '../usage.js';

/** What `sweep` is asked for: a sweep, one to go on with, or one to show. */
export type SweepArguments =
  | {
      readonly kind: 'new';
      /** How the model is run, as for `train`. */
      readonly train: TrainArguments;
      /** As typed. */
      readonly vary: readonly string[];
      /** Combinations drawn at random; null tries all. */
      readonly random: number | null;
      readonly seeds: readonly number[];
      readonly parallel: number;
      readonly stopEarly: boolean;
    }
  | { readonly kind: 'resume'; readonly id: string; readonly parallel: number | null; readonly json: boolean }
  | { readonly kind: 'show'; readonly id: string; readonly json: boolean };

const OWN = {
  vary: { type: 'string', multiple: true },
  random: { type: 'string' },
  seed: { type: 'string' },
  parallel: { type: 'string' },
  'stop-early': { type: 'boolean' },
  resume: { type: 'string' },
  show: { type: 'string' },
} as const;

/** Seeds of one combination at most. */
const MOST_SEEDS = 100;

/** @throws {UsageError} */
export function sweepArguments(args: readonly string[]): SweepArguments {
  const { own, others } = ownOptions(args, OWN);
  const parallel = positiveCount('--parallel', own.parallel);
  const [kept] = (['resume', 'show'] as const).filter((kind) => own[kind] !== undefined);
  const id = kept && own[kept];
  if (kept !== undefined && id !== undefined) {
    const rest = others.filter((arg) => arg !== '--json');
    const typed = Object.keys(own).filter((name) => name !== kept && !(name === 'parallel' && kept === 'resume'));
    if (rest.length > 0 || typed.length > 0) {
      throw new UsageError(
        `sweep --${kept} takes nothing but its id${kept === 'resume' ? ', --parallel,' : ''} and --json.`,
      );
    }
    const json = others.includes('--json');
    return kept === 'show' ? { kind: kept, id, json } : { kind: kept, id, json, parallel };
  }
  const train = parseTrainArguments(others, 'sweep');
  if (train.save !== null) throw new UsageError('sweep saves no model: train the best one with --save.');
  if (train.expected.length > 0) throw new UsageError('sweep expects nothing: use --expect with train.');
  return {
    kind: 'new',
    train,
    vary: own.vary ?? [],
    random: positiveCount('--random', own.random),
    seeds: seedsOf(own.seed),
    parallel: parallel ?? availableParallelism(),
    stopEarly: own['stop-early'] ?? false,
  };
}

/** One, a list, or all from one to another; 1 where none is named, so that trials differ by their values alone. */
function seedsOf(text: string | undefined): number[] {
  const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(text ?? '1') ?? [];
  if (from === undefined) {
    const seeds = (text ?? '1').split(',').flatMap((each) => seedNumber('--seed', each.trim()) ?? []);
    return [...new Set(seeds)];
  }
  const [first, last] = [Number(from), Number(to)];
  if (last > MAX_SEED || last < first || last - first >= MOST_SEEDS) {
    throw new UsageError(
      `--seed takes 1 to ${MOST_SEEDS} whole numbers from 0 to ${MAX_SEED}, such as 1..3, not "${text}".`,
    );
  }
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
