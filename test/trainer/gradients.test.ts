import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendKind } from '../../src/protocol/backend.js';
import { STATISTICS, type Statistic } from '../../src/protocol/statistics.js';
import { fixture } from './support/fixture.js';
import { losses, statisticOf } from './support/rows.js';
import { runToEnd, type Told } from './support/trainerRun.js';

interface Reference {
  readonly loss: number;
  readonly variables: readonly (Record<Statistic, number> & { readonly slope: number })[];
}

/** Of each net. */
const BATCHES = 6;

/** Number of the fit, net, tolerance of the slope: kinks and nearly vanished gradients make differences in float32 coarser. */
const nets: readonly (readonly [number, string, number])[] = [
  [1, 'dense', 1e-3],
  [2, 'convolution', 1e-3],
  [3, 'recurrent', 1e-3],
  [4, 'mixed', 5e-3],
];

describe.each<BackendKind>(['tfjs-node', 'wasm'])('gradients on %s', (backend) => {
  let run: Told;
  let printed: Reference[];

  beforeAll(async () => {
    run = await runToEnd(fixture('gradients', 'every.mjs'), { backend });
    printed = run.stdout
      .split('\n')
      .filter((line) => line.includes('"variables"'))
      .map((line): Reference => JSON.parse(line));
    expect(run.problems).toEqual([]);
    expect(run.fits).toHaveLength(nets.length);
  });

  it.each(nets)(
    'equal those of tf.variableGrads, and their norms the slope of the loss, in fit %i: %s',
    (fit, _, slopeTolerance) => {
      const reference = printed.slice(BATCHES * (fit - 1), BATCHES * fit);
      expect(reference).toHaveLength(BATCHES);
      expectClose(
        losses(run, fit),
        reference.map(({ loss }) => loss),
        1e-5,
      );

      const variables = run.fits[fit - 1]?.variables ?? [];
      expect(variables.length).toBeGreaterThan(4);
      for (const index of variables.keys()) {
        const expected = reference.map((batch) => batch.variables[index]);
        const [first, ...cosines] = statisticOf(run, index, 'gradCosine', fit);
        expect(first).toBeNaN();
        const expectedCosines = expected.slice(1).map((batch) => batch?.gradCosine ?? Number.NaN);
        expectClose(cosines, expectedCosines, 1e-4, Array(BATCHES - 1).fill(1));
        for (const name of STATISTICS.filter((each) => each.startsWith('grad') && each !== 'gradCosine')) {
          // Sums of both signs may cancel out: what counts is their error next to the size of the elements.
          const isSigned = ['gradMean', 'gradMin', 'gradMax'].includes(name);
          const scale = isSigned
            ? expected.map((batch) => Math.max(Math.abs(batch?.[name] ?? 0), batch?.gradMeanAbs ?? 0))
            : undefined;
          expectClose(
            statisticOf(run, index, name, fit),
            expected.map((batch) => batch?.[name] ?? Number.NaN),
            1e-5,
            scale,
          );
        }
        expectClose(
          statisticOf(run, index, 'gradNorm', fit),
          expected.map((batch) => batch?.slope ?? Number.NaN),
          slopeTolerance,
        );
      }
    },
  );
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
