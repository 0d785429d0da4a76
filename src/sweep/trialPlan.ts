import { HumanError } from '../errors/humanError.js';
import { answerText } from '../launch/answerText.js';
import type { Answers } from '../protocol/launch.js';
import {
  isLeft,
  type SweepFile,
  type SweepParameter,
  type SweepPlan,
  type SweepTrial,
  type SweepValue,
} from '../protocol/sweep.js';

/** More than a person looks at, and than a page or a table can show. */
export const MOST_TRIALS = 1000;

/** Digits of a number that is drawn. */
const DIGITS = 3;
/** How often one more combination is drawn in place of one that there is already. */
const MOST_DRAWS = 50;

type Values = Readonly<Record<string, SweepValue>>;

/** All trials of a plan, none of them begun: each combination with each seed. @throws {HumanError} where they are too many, or none */
export function plannedTrials({
  parameters,
  search,
  seeds,
}: Pick<SweepPlan, 'parameters' | 'search' | 'seeds'>): SweepTrial[] {
  if (parameters.some(({ values }) => values.length === 0))
    throw new HumanError('A parameter without values is no sweep.');
  const size = parameters.reduce((product, { values }) => product * values.length, 1);
  const hasRange = parameters.some(({ isRange }) => isRange);
  const combinations =
    search.kind === 'grid' ? size : search.kind === 'optuna' && !hasRange ? Math.min(size, search.count) : search.count;
  const count = combinations * seeds.length;
  if (count > MOST_TRIALS) {
    throw new HumanError(
      `That is ${count.toLocaleString('en-US')} trials, and ${MOST_TRIALS.toLocaleString('en-US')} are the most: vary less, or try some at random.`,
    );
  }
  const all =
    search.kind === 'grid'
      ? grid(parameters)
      : search.kind === 'random'
        ? drawn(parameters, search.count, search.seed)
        : Array.from({ length: combinations }, (): Values => ({}));
  return all
    .flatMap((values) => seeds.map((seed) => ({ values, seed })))
    .map((each, index) => ({ trial: index + 1, ...each, ...NOT_BEGUN }));
}

export const NOT_BEGUN = {
  status: 'waiting',
  run: null,
  epochs: 0,
  last: null,
  best: null,
  bestEpoch: null,
  loss: null,
  verdict: null,
  firstGradient: null,
  seconds: null,
  failure: null,
} as const satisfies Partial<SweepTrial>;

/** As it is when a sweep goes on: what was under way begins anew. */
export const asLeft = (trial: SweepTrial): SweepTrial =>
  trial.status === 'training' || trial.status === 'interrupted' ? { ...trial, ...NOT_BEGUN } : trial;

/** A sweep whose trials that failed are trained anew when it goes on. */
export const withFailedAnew = (file: SweepFile): SweepFile => ({
  ...file,
  trials: file.trials.map((trial) => (trial.status === 'failed' ? { ...trial, status: 'interrupted' } : trial)),
});

/** Whether a trial's values are still to be proposed. */
export const isUndecided = ({ values }: Pick<SweepTrial, 'values'>): boolean => Object.keys(values).length === 0;

/** Whether a sweep cannot go on without Optuna. */
export const needsProposals = ({ trials }: Pick<SweepFile, 'trials'>): boolean =>
  trials.some((trial) => isLeft(trial) && isUndecided(trial));

/** The trials with values for one of them, and for those that try the same with another seed. */
export function withProposed(
  trials: readonly SweepTrial[],
  trial: number,
  values: Values,
  seeds: number,
): SweepTrial[] {
  const combinationOf = (number: number) => Math.floor((number - 1) / seeds);
  return trials.map((each) =>
    combinationOf(each.trial) === combinationOf(trial) && isUndecided(each) ? { ...each, values } : each,
  );
}

/** A trial's values of what the source leaves open. */
export function openAnswers(
  { parameters }: Pick<SweepPlan, 'parameters'>,
  { values }: Pick<SweepTrial, 'values'>,
): Answers {
  const open = parameters.filter(({ kind }) => kind === 'open');
  // Before its values are proposed one that it may get stands for them.
  return Object.fromEntries(
    open.map(({ id, name, values: [first] }) => [name, answerText(String(values[id] ?? first))]),
  );
}

/** What a trial gives to what is varied beside the source; null where that is not varied. */
export function givenNumber(
  kind: 'data' | 'epochs',
  { parameters }: Pick<SweepPlan, 'parameters'>,
  { values }: Pick<SweepTrial, 'values'>,
): number | null {
  const varied = parameters.find((parameter) => parameter.kind === kind);
  const value = varied && values[varied.id];
  return typeof value === 'number' ? value : null;
}

/** Numbers of a range, ends included, as far apart on its scale; whole ones each once. */
export function spread(
  low: number,
  high: number,
  count: number,
  { scale, whole }: Pick<SweepParameter, 'scale' | 'whole'>,
): number[] {
  const values = Array.from({ length: count }, (_, index) => {
    if (index === 0) return low;
    if (index === count - 1) return high;
    return between(low, high, index / (count - 1), { scale, whole });
  });
  return [...new Set(values)];
}

function between(
  low: number,
  high: number,
  share: number,
  { scale, whole }: Pick<SweepParameter, 'scale' | 'whole'>,
): number {
  const value = scale === 'log' ? low * (high / low) ** share : low + (high - low) * share;
  return whole ? Math.round(value) : Number(value.toPrecision(DIGITS));
}

/** The first parameter changes last, as nested loops have it. */
function grid(parameters: readonly SweepParameter[]): Values[] {
  return parameters.reduce<Values[]>(
    (all, { id, values }) => all.flatMap((each) => values.map((value) => ({ ...each, [id]: value }))),
    [{}],
  );
}

/** Combinations at random, the same for a seed; fewer than asked for where there are no more. */
function drawn(parameters: readonly SweepParameter[], count: number, seed: number): Values[] {
  const random = randomNumbers(seed);
  const found = new Map<string, Values>();
  for (let draws = 0; found.size < count && draws < count * MOST_DRAWS; draws += 1) {
    const values = Object.fromEntries(parameters.map((parameter) => [parameter.id, drawnValue(parameter, random())]));
    found.set(JSON.stringify(values), values);
  }
  return [...found.values()];
}

function drawnValue(parameter: SweepParameter, share: number): SweepValue {
  const { values, isRange } = parameter;
  const numbers = values.filter((value) => typeof value === 'number');
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (isRange && numbers.length > 0) return between(low, high, share, parameter);
  return values[Math.floor(share * values.length)] ?? low;
}

/** From 0 to 1, the same for a seed: T. Ettinger's mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
