import { beforeAll, expect, it } from 'vitest';
import { fixture } from '../support/fixture.js';
import { type Outcome, outcomesOf, relativeError } from '../support/outcomes.js';
import { compiledFits, eagerReasons } from './support/stepModes.js';

/** Of what is compared with, only the training counts: what is measured of eager steps has tests of its own. */
const UNWATCHED = { statistics: false, activationInterval: 0, predictionSamples: 0 };

/** With random numbers that are drawn anew in each step, compiled or not. */
const RANDOM = [
  ...['lstm, with dropout', 'dropout, with a noise shape', 'alphaDropout', 'gaussianDropout', 'gaussianNoise'],
  ...['randomWidth'],
];

let compiled = 0;
let reasons: string[] = [];
let stderr = '';
const outcomes: Record<'off' | 'auto', Map<string, Outcome>> = { off: new Map(), auto: new Map() };

beforeAll(async () => {
  for (const compiledStep of ['off', 'auto'] as const) {
    const project = fixture('embedded', 'everyLayer.mjs');
    const watched = compiledStep === 'off' ? UNWATCHED : { predictionSamples: 0 };
    const { byName, told } = await outcomesOf(project, 'tfjs-node', { compiledStep, epochs: 3, ...watched });
    outcomes[compiledStep] = byName;
    if (compiledStep === 'auto') [compiled, reasons, stderr] = [compiledFits(told), eagerReasons(told), told.stderr];
  }
});

it('trains nets of every layer, loss, metric and setting compiled as it trains them op by op', () => {
  const differing = [...outcomes.off].flatMap(([name, { numbers, failed }]) => {
    const other = outcomes.auto.get(name);
    if (failed || !numbers) return other?.failed === failed ? [] : [`${name}: ${failed} | ${other?.failed}`];
    if (RANDOM.includes(name)) return [];
    const error = relativeError(numbers, other?.numbers ?? []);
    return error < 1e-4 ? [] : [`${name}: differs by ${error}`];
  });
  expect(differing).toEqual([]);
});

it('compiles them', () => {
  expect(reasons).toEqual([]);
  expect(compiled).toBeGreaterThan(180);
});

it('gives TensorFlow graphs that it does not complain of', () => {
  expect(stderr).not.toMatch(/ [EF] tensorflow/);
});
