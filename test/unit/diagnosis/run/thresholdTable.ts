import { expect, it } from 'vitest';
import type { FitFigures } from '../../../../src/diagnosis/run/fitFigures.js';
import type { Progress } from '../../../../src/diagnosis/run/progress.js';
import { RUN_RULES } from '../../../../src/diagnosis/run/runRules.js';
import type { FitSummary } from '../../../../src/protocol/fit.js';
import { figures, flat, type LayerNumbers, type Made } from './figures.js';

export const points = (...values: readonly number[]) =>
  values.map((value, index) => ({ step: 10 * (index + 1), value }));

const REACHED: Progress = {
  learned: 'some',
  guess: { loss: 1, accuracy: 0.5, heldAccuracy: 0.5, heldLoss: 1, isMeasured: true },
  curve: points(1, 1, 1, 1),
  first: 1,
  last: 1,
  ownAccuracy: null,
  accuracy: null,
  accuracies: { name: 'acc', training: [], validation: [] },
  validation: [],
};

/** A fit, and how far it came; `with` is anything else about it. */
export interface Given extends Partial<Made>, Partial<Omit<Progress, 'guess'>> {
  readonly guess?: Partial<Progress['guess']>;
  readonly with?: (fit: FitFigures) => FitFigures;
}

/** What a rule finds in a fit of 120 batches whose loss stays where guessing is, but for what is given. */
export function foundIn(id: string, given: Given) {
  const fit = figures({ losses: flat(1, 12), ...given });
  const rule = RUN_RULES.find((each) => each.id === id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  const reached = { ...REACHED, ...given, guess: { ...REACHED.guess, ...given.guess } };
  return rule.find(given.with ? given.with(fit) : fit, reached);
}

/** How severe, what to change, of which layer and from which batch on: `warning layers 0 @40`; a dash where nothing is said. */
const told = (id: string, given: Given): string =>
  foundIn(id, given)
    .map(({ severity, category, layer, since }) =>
      [severity, category, layer, since === null ? null : `@${since}`].filter((part) => part !== null).join(' '),
    )
    .join() || '-';

/** @param evenWell whether it may speak of a net that learns well, and before anything is known */
export function thresholds(
  id: string,
  nets: readonly (readonly [told: string, given: Given])[],
  { evenWell = false } = {},
): void {
  it(`${id} speaks just over its thresholds, and neither just under them nor of what it is not about`, () => {
    for (const [index, [wanted, given]] of nets.entries()) {
      expect(told(id, given), `net ${index + 1}`).toBe(wanted);
      for (const learned of evenWell ? [] : (['unknown', 'much'] as const))
        expect(told(id, { ...given, learned }), `net ${index + 1}, ${learned}`).toBe('-');
    }
  });
}

export const layers = (...all: readonly LayerNumbers[]): Pick<Given, 'layers'> => ({ layers: all });
export const summary = (more: Partial<FitSummary>): Pick<Given, 'with'> => ({
  with: (fit) => ({ ...fit, summary: { ...fit.summary, ...more } }),
});
/** Stopped at an epoch of 12. */
export const stoppedAt = (epoch: number): Pick<Given, 'with'> => ({
  with: (fit) => ({ ...fit, end: { outcome: 'stopped' }, epochs: fit.epochs.slice(0, epoch) }),
});
export const [NOTHING, RANDOM, LIVE] = [{ learned: 'nothing' }, { isRandom: true }, { isLive: true }] as const;
