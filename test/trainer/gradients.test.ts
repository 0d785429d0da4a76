import { describe, expect, it } from 'vitest';
import type { BackendKind } from '../../src/protocol/backend.js';
import { STATISTICS, type Statistic } from '../../src/protocol/statistics.js';
import { fixture } from './support/fixture.js';
import { losses, statisticOf } from './support/rows.js';
import { runToEnd } from './support/trainerRun.js';

interface Reference {
  readonly loss: number;
  readonly variables: readonly (Record<Statistic, number> & { readonly slope: number })[];
}

/** Backend, net, tolerance of the slope: kinks and nearly vanished gradients make differences in float32 coarser. */
const nets: [BackendKind, string, number][] = [
  ['tfjs-node', 'dense', 1e-3],
  ['tfjs-node', 'convolution', 1e-3],
  ['tfjs-node', 'recurrent', 1e-3],
  ['tfjs-node', 'mixed', 5e-3],
  ['wasm', 'dense', 1e-3],
  ['wasm', 'convolution', 1e-3],
  ['wasm', 'recurrent', 1e-3],
  ['wasm', 'mixed', 5e-3],
];

describe.each(nets)('gradients on %s, %s net', (backend, net, slopeTolerance) => {
  it('equal those of tf.variableGrads, and their norms the slope of the loss', async () => {
    const run = await runToEnd(fixture('gradients', `${net}.mjs`), { backend });
    expect(run.problems).toEqual([]);
    const reference = run.stdout
      .split('\n')
      .filter((line) => line.includes('"variables"'))
      .map((line): Reference => JSON.parse(line));
    expect(reference).toHaveLength(6);
    expectClose(
      losses(run),
      reference.map(({ loss }) => loss),
      1e-5,
    );

    const variables = run.fits[0]?.variables ?? [];
    expect(variables.length).toBeGreaterThan(4);
    for (const index of variables.keys()) {
      const expected = reference.map((batch) => batch.variables[index]);
      const [first, ...cosines] = statisticOf(run, index, 'gradCosine');
      expect(first).toBeNaN();
      const expectedCosines = expected.slice(1).map((batch) => batch?.gradCosine ?? Number.NaN);
      expectClose(cosines, expectedCosines, 1e-4, Array(5).fill(1));
      for (const name of STATISTICS.filter((each) => each.startsWith('grad') && each !== 'gradCosine')) {
        // Means may cancel out: what counts is their error next to the size of the elements.
        const scale = name === 'gradMean' ? expected.map((batch) => batch?.gradMeanAbs ?? 0) : undefined;
        expectClose(
          statisticOf(run, index, name),
          expected.map((batch) => batch?.[name] ?? Number.NaN),
          1e-5,
          scale,
        );
      }
      expectClose(
        statisticOf(run, index, 'gradNorm'),
        expected.map((batch) => batch?.slope ?? Number.NaN),
        slopeTolerance,
      );
    }
  });
});

/** Each within `tolerance` of the expected, relative to it or to `scale`, with an absolute floor for values near zero. */
function expectClose(actual: number[], expected: number[], tolerance: number, scale = expected): void {
  expect(actual).toHaveLength(expected.length);
  const errors = actual.map((value, index) => {
    const size = Math.max(Math.abs(scale[index] ?? 0), tolerance);
    return Math.abs(value - (expected[index] ?? Number.NaN)) / size;
  });
  expect(Math.max(...errors), `${actual} instead of ${expected}`).toBeLessThan(tolerance);
}
