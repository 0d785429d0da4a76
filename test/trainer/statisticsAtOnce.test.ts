import { expect, it } from 'vitest';
import { STATISTICS, type Statistic } from '../../src/protocol/statistics.js';
import { fixture } from './support/fixture.js';
import { statisticOf } from './support/rows.js';
import { runToEnd } from './support/trainerRun.js';

interface Batch {
  readonly operations: number;
  readonly variables: readonly Partial<Record<Statistic, number | null>>[];
}

/** What a difference is measured against, where the statistic itself may be next to 0. */
const SCALE: Partial<Record<Statistic, Statistic>> = { gradMean: 'gradMeanAbs', gradStd: 'gradMeanAbs' };

it('tells the statistics of eager steps in one call, and those by operations that sums cannot tell', async () => {
  const run = await runToEnd(fixture('atOnce', 'steps.mjs'), { backend: 'tfjs-node', compiledStep: 'off' });
  const lines = run.stdout.split('\n').filter((line) => line.startsWith('{"operations"'));
  const batches = lines.map((line): Batch => JSON.parse(line));
  expect([run.exit.code, batches.length]).toEqual([0, 17]);

  const { variables } = run.fits[0] ?? { variables: [] };
  expect(variables).toHaveLength(10);
  for (const index of variables.keys()) {
    for (const name of STATISTICS) {
      const told = statisticOf(run, index, name);
      const wrong = batches.flatMap(({ variables: all }, batch) => {
        const expected = all[index]?.[name] ?? Number.NaN;
        const size = name === 'gradCosine' ? 1 : Math.abs(all[index]?.[SCALE[name] ?? name] ?? 0);
        const value = told[batch] ?? Number.NaN;
        const isRight = Object.is(value, expected) || Math.abs(value - expected) <= 2e-4 * size + 1e-42;
        return isRight ? [] : [`batch ${batch}: ${value} instead of ${expected}`];
      });
      expect(wrong, `${name} of ${variables[index]?.name}`).toEqual([]);
    }
  }

  const operations = batches.map((batch) => batch.operations);
  // Six steps by operations come first; later those do that sums cannot tell, and those that are compared with such.
  const few = [...operations.keys()].filter((batch) => (operations[batch] ?? 0) < (operations[4] ?? 0) / 2);
  expect(few).toEqual([6, 7, 8, 11, 15]);
});
