import { HumanError } from '../../errors/humanError.js';
import type { SweepPlan } from '../../protocol/sweep.js';
import { RAY_ADDRESSES, rayAddress } from '../../ray/address.js';
import { typedSeeds } from '../../sweep/typedSeeds.js';
import { parseTrainArguments, type TrainArguments } from '../trainArguments.js';
import { ownOptions, positiveCount } from '../typedArguments.js';
import { UsageError } from '../usage.js';
import type { RayChoice } from './onRay.js';

/** What `sweep` is asked for: a sweep, one to go on with, or one to show. */
export type SweepArguments =
  | {
      readonly kind: 'new';
      /** How the model is run, as for `train`. */
      readonly train: TrainArguments;
      /** As typed. */
      readonly vary: readonly string[];
      readonly search: SweepPlan['search'];
      readonly seeds: readonly number[];
      /** Null for as many as there are cores. */
      readonly parallel: number | null;
      readonly stopEarly: boolean;
      /** After which no further trial begins; null for no limit. */
      readonly minutes: number | null;
      /** Null on this machine. */
      readonly ray: RayChoice | null;
    }
  | {
      readonly kind: 'resume';
      readonly id: string;
      readonly parallel: number | null;
      /** Null for those of its plan. */
      readonly minutes: number | null;
      readonly retryFailed: boolean;
      readonly json: boolean;
      readonly ray: RayChoice | null;
    }
  | { readonly kind: 'show'; readonly id: string; readonly json: boolean };

const OWN = {
  vary: { type: 'string', multiple: true },
  random: { type: 'string' },
  optuna: { type: 'string' },
  seed: { type: 'string' },
  parallel: { type: 'string' },
  'stop-early': { type: 'boolean' },
  minutes: { type: 'string' },
  'retry-failed': { type: 'boolean' },
  ray: { type: 'string' },
  python: { type: 'string' },
  resume: { type: 'string' },
  show: { type: 'string' },
} as const;

/** What goes with `--resume`. */
const WITH_RESUME: readonly string[] = ['parallel', 'minutes', 'retry-failed', 'ray', 'python'];

/** @throws {UsageError} */
export function sweepArguments(args: readonly string[]): SweepArguments {
  const { own, others } = ownOptions(args, OWN);
  const parallel = positiveCount('--parallel', own.parallel);
  const minutes = positiveCount('--minutes', own.minutes);
  const retryFailed = own['retry-failed'] ?? false;
  const ray = rayChoice(own);
  const [kept] = (['resume', 'show'] as const).filter((kind) => own[kind] !== undefined);
  const id = kept && own[kept];
  if (kept !== undefined && id !== undefined) {
    const rest = others.filter((arg) => arg !== '--json');
    const typed = Object.keys(own).filter(
      (name) => name !== kept && !(WITH_RESUME.includes(name) && kept === 'resume'),
    );
    if (rest.length > 0 || typed.length > 0) {
      throw new UsageError(
        `sweep --${kept} takes nothing but its id${kept === 'resume' ? ', --parallel, --minutes, --retry-failed, --ray, --python,' : ''} and --json.`,
      );
    }
    const json = others.includes('--json');
    return kept === 'show' ? { kind: kept, id, json } : { kind: kept, id, json, parallel, minutes, retryFailed, ray };
  }
  if (retryFailed) throw new UsageError('--retry-failed goes with --resume.');
  const train = parseTrainArguments(others, 'sweep');
  if (train.save !== null) throw new UsageError('sweep saves no model: train the best one with --save.');
  if (train.expected.length > 0) throw new UsageError('sweep expects nothing: use --expect with train.');
  return {
    kind: 'new',
    train,
    vary: own.vary ?? [],
    search: searchOf(own, ray),
    seeds: seedsOf(own.seed),
    parallel,
    stopEarly: own['stop-early'] ?? false,
    minutes,
    ray,
  };
}

/** @throws {UsageError} */
function searchOf(
  own: { readonly random?: string; readonly optuna?: string },
  ray: RayChoice | null,
): SweepPlan['search'] {
  const random = positiveCount('--random', own.random);
  const optuna = positiveCount('--optuna', own.optuna);
  if (random !== null && optuna !== null) throw new UsageError('Use --random or --optuna, not both.');
  if (optuna !== null && !ray) throw new UsageError('--optuna goes with --ray: on this machine, use --random.');
  if (optuna !== null) return { kind: 'optuna', count: optuna, seed: 1 };
  return random === null ? { kind: 'grid' } : { kind: 'random', count: random, seed: 1 };
}

/** @throws {UsageError} for an address that Ray does not know */
function rayChoice({ ray, python }: { readonly ray?: string; readonly python?: string }): RayChoice | null {
  if (ray === undefined) {
    if (python !== undefined) throw new UsageError('--python names the Python for --ray: use both, or neither.');
    return null;
  }
  const address = rayAddress(ray);
  if (address === null) throw new UsageError(`--ray needs ${RAY_ADDRESSES}, not "${ray}".`);
  return { address, python: python ?? null };
}

/** 1 where none is named, so that trials differ by their values alone. */
function seedsOf(text = '1'): number[] {
  try {
    return typedSeeds(text);
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
    throw new UsageError(`--seed: ${error.message}`);
  }
}
