import { whyItThrows } from '../errors/errorText.js';
import { formatCounted } from '../protocol/numberText.js';
import type { SweepParameter, SweepPlan } from '../protocol/sweep.js';
import { plannedTrials } from './trialPlan.js';

/** Combinations that are offered to be drawn where all are many. */
const DRAWN = [10, 20, 40];
/** The first ten that Optuna proposes are at random. */
const PROPOSED = [20, 40];

/** What is varied, as a grid has it and as values are drawn for it: any number of a range then. */
export interface Varied {
  readonly grid: readonly SweepParameter[];
  readonly drawn: readonly SweepParameter[];
}

export type OfferedTrials = Pick<SweepPlan, 'parameters' | 'search' | 'stopEarly'>;
export type Limits = Pick<SweepPlan, 'seeds' | 'minutes'>;

/** An entry of a list. */
interface Offered {
  readonly label: string;
  readonly icon?: string;
  readonly detail?: string;
  readonly isSeparator?: boolean;
  /** What is trained, or what of the limits is asked about first. */
  readonly chosen: OfferedTrials | keyof Limits;
}

/** How many trainings there may be of what is varied, and what bounds them. @param hasOptuna whether Optuna can propose them */
export function offeredSearches({ grid, drawn }: Varied, limits: Limits, hasOptuna = false): Offered[] {
  const { seeds, minutes } = limits;
  const combinations = grid.reduce((product, { values }) => product * values.length, 1);
  const all = combinations * seeds.length;
  const whole = { parameters: grid, search: { kind: 'grid' }, stopEarly: false } as const;
  // Trials are held against each other after the same epochs.
  const canStopEarly = !grid.some(({ kind }) => kind === 'epochs');
  const everyOne: Offered[] = [
    { icon: 'run-all', label: `Train all ${all}`, detail: 'Every combination', chosen: whole },
    ...(canStopEarly
      ? [
          {
            icon: 'run-below',
            label: `Train all ${all}, and stop early`,
            detail: 'End those that are behind after a third or a ninth of their epochs (ASHA)',
            chosen: { ...whole, stopEarly: true },
          },
        ]
      : []),
  ];
  const hasRange = drawn.some(({ isRange }) => isRange);
  const random = DRAWN.filter((count) => hasRange || count < combinations).map(
    (count): Offered => ({
      icon: 'symbol-misc',
      label: `Train ${formatCounted(count, 'combination')} at random`,
      detail: hasRange ? 'Any number in each range, evenly over its scale' : `Of all ${combinations}`,
      chosen: { parameters: drawn, search: { kind: 'random', count, seed: 1 }, stopEarly: false },
    }),
  );
  const proposed = PROPOSED.filter((count) => hasOptuna && (hasRange || count < combinations)).map(
    (count): Offered => ({
      icon: 'lightbulb',
      label: `Train ${formatCounted(count, 'combination')} that Optuna proposes`,
      detail: 'On Ray, one after another, from what the others came to (TPE)',
      chosen: { parameters: drawn, search: { kind: 'optuna', count, seed: 1 }, stopEarly: false },
    }),
  );
  return [
    ...(tooMany(grid, limits) ? [] : everyOne),
    ...random,
    ...proposed,
    { label: 'Options', isSeparator: true, chosen: 'seeds' },
    {
      icon: 'symbol-number',
      label: `Seeds: ${seeds.join(', ')}`,
      detail: 'Train each combination once with each seed, to see how much is chance',
      chosen: 'seeds',
    },
    {
      icon: 'clock',
      label: minutes === null ? 'Time: no limit' : `Time: ${formatCounted(minutes, 'minute')}`,
      detail: 'After that, no training begins; those under way finish',
      chosen: 'minutes',
    },
  ];
}

/** Why not all combinations can be trained; null where they can. */
export const tooMany = (parameters: readonly SweepParameter[], { seeds }: Limits): string | null =>
  whyItThrows(() => plannedTrials({ parameters, search: { kind: 'grid' }, seeds }));
