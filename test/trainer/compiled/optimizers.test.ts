import { beforeAll, expect, it } from 'vitest';
import { fixture } from '../support/fixture.js';
import { type Outcome, outcomesOf, relativeError } from '../support/outcomes.js';
import { compiledFits, eagerReasons } from './support/stepModes.js';

const OPTIMIZERS = [
  ...['sgd', 'momentum', 'nesterov', 'adagrad', 'adagrad of another start', 'adadelta', 'adadelta of other numbers'],
  ...['adam', 'adam of other numbers', 'adamax', 'adamax with decay', 'rmsprop', 'rmsprop with momentum'],
  ...['rmsprop centred', 'rmsprop centred, with momentum'],
];

const outcomes: Record<'off' | 'auto', Map<string, Outcome>> = { off: new Map(), auto: new Map() };

beforeAll(async () => {
  for (const compiledStep of ['off', 'auto'] as const) {
    const options = { compiledStep, statistics: false, activationInterval: 0, predictionSamples: 0 };
    const { byName, told } = await outcomesOf(fixture('compiled', 'optimizers.mjs'), 'tfjs-node', options);
    outcomes[compiledStep] = byName;
    if (compiledStep === 'off') continue;
    expect(eagerReasons(told)).toEqual([]);
    expect(compiledFits(told)).toBe(OPTIMIZERS.length);
  }
});

it.each(OPTIMIZERS)('%s gives the losses, weights and state of 80 eager steps', (name) => {
  const { numbers, failed } = outcomes.off.get(name) ?? {};
  expect(failed).toBeUndefined();
  expect(numbers?.flat().every(Number.isFinite)).toBe(true);
  expect(numbers?.[0]).toHaveLength(20);
  expect(relativeError(numbers ?? [], outcomes.auto.get(name)?.numbers ?? [])).toBeLessThan(1e-4);
});
