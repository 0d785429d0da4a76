import { beforeAll, describe, expect, it } from 'vitest';
import { fixture } from '../support/fixture.js';
import { runToEnd } from '../support/trainerRun.js';
import { compiledFits, eagerReasons } from './support/stepModes.js';

/** What the fixture's layers work on. */
const WIDTH = 1000;
/** Before them, a step is trained op by op. */
const COMPILED_STEPS = 380;

/** Sums over a layer's output, step by step, of the compiled steps. */
const sums = new Map<string, number[]>();

beforeAll(async () => {
  const run = await runToEnd(fixture('compiled', 'randomness.mjs'), { backend: 'tfjs-node' });
  for (const line of run.stdout.split('\n').filter((text) => text.startsWith('{'))) {
    const { name, sums: own }: { name: string; sums: number[] } = JSON.parse(line);
    sums.set(name, own.slice(-COMPILED_STEPS));
  }
  expect(run.problems.map(({ message }) => message)).toEqual([]);
  expect([run.exit.code, eagerReasons(run), compiledFits(run)]).toEqual([0, [], 4]);
  expect(run.stepModes.every(({ step }) => step <= 400 - COMPILED_STEPS)).toBe(true);
});

function of(name: string): number[] {
  const own = sums.get(name) ?? [];
  expect(own).toHaveLength(COMPILED_STEPS);
  return own;
}

const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;

describe('random numbers without a seed in the compiled step', () => {
  it.each([
    ['dropout', 0.7, 1 / 0.7],
    ['dropout of dropout', 0.25, 4],
  ])('%s keeps its share of the inputs, others in each step', (name, share, scale) => {
    const kept = of(name).map((sum) => sum / scale);
    for (const count of kept) expect(Math.abs(count - Math.round(count))).toBeLessThan(0.01);
    const deviation = Math.sqrt((share * (1 - share)) / (WIDTH * COMPILED_STEPS));
    expect(Math.abs(mean(kept) / WIDTH - share)).toBeLessThan(5 * deviation);
    const spread = mean(kept.map((count) => (count - WIDTH * share) ** 2)) / (WIDTH * share * (1 - share));
    expect(Math.abs(spread - 1)).toBeLessThan(5 * Math.sqrt(2 / COMPILED_STEPS));
    const repeated = kept.filter((count, step) => Math.round(count) === Math.round(kept[step - 1] ?? -1));
    expect(repeated.length).toBeLessThan(0.2 * COMPILED_STEPS);
  });

  it.each([
    ['gaussianNoise', 0.4],
    ['gaussianDropout', Math.sqrt(0.2 / 0.8)],
  ])('%s deviates as it is told to, otherwise in each step', (name, deviation) => {
    const distances = of(name);
    const variance = mean(distances.map((distance) => distance ** 2)) / WIDTH;
    expect(Math.abs(variance / deviation ** 2 - 1)).toBeLessThan(5 * Math.sqrt(2 / COMPILED_STEPS));
    expect(new Set(distances).size).toBeGreaterThan(0.95 * COMPILED_STEPS);
  });
});
