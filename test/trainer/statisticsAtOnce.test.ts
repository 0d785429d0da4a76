import { expect, it } from 'vitest';
import type { BackendKind } from '../../src/protocol/backend.js';
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

const project = fixture('atOnce', 'steps.mjs');

function batchesOf({ stdout, exit }: Awaited<ReturnType<typeof runToEnd>>): Batch[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"operations"'));
  expect([exit.code, lines.length]).toEqual([0, 17]);
  return lines.map((line): Batch => JSON.parse(line));
}

/** How many operations each batch took, once all of its statistics are as they should be. */
async function operationsOn(backend: BackendKind): Promise<number[]> {
  const run = await runToEnd(project, { backend, compiledStep: 'off' });
  const batches = batchesOf(run);

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
  return batches.map((batch) => batch.operations);
}

it('tells the statistics of eager steps in one call, and those by operations that sums cannot tell', async () => {
  const operations = await operationsOn('tfjs-node');
  // Six steps by operations come first; later those do that sums cannot tell, and those that are compared with such.
  const few = [...operations.keys()].filter((batch) => (operations[batch] ?? 0) < (operations[4] ?? 0) / 2);
  expect(few).toEqual([6, 7, 8, 11, 15]);
});

it('tells those of the embedded backend without an operation', async () => {
  const operations = await operationsOn('wasm');
  const plain = batchesOf(await runToEnd(project, { backend: 'wasm', statistics: false }));
  // What is measured at intervals comes on top in a few steps.
  expect(operations.filter((count) => count === plain[4]?.operations).length).toBeGreaterThan(10);
});
