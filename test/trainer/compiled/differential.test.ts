import { expect, it } from 'vitest';
import { differences } from './support/differences.js';
import { trainedNets } from './support/trainedNets.js';

/** For a longer run: FIRST_NET=1000 NETS=500. */
const first = Number(process.env.FIRST_NET ?? 1);
const count = Number(process.env.NETS ?? 30);

it(`trains ${count} random nets compiled as it trains them op by op`, { timeout: 120_000 + count * 4000 }, async () => {
  const [off, auto] = await Promise.all([trainedNets(first, count, 'off'), trainedNets(first, count, 'auto')]);
  const compiled = auto.filter(({ mode }) => mode === 'compiled');
  const others = auto.filter(({ mode }) => mode !== 'compiled');
  console.log(`${compiled.length} of ${auto.length} nets were compiled`);
  for (const { seed, what, mode, failed } of others) console.log(`seed ${seed}: ${failed ?? mode}: ${what}`);
  const faults = off.flatMap((net, index) => {
    const found = differences(net, auto[index] ?? net);
    return found.length === 0 ? [] : [`seed ${net.seed} (${net.what}): ${found.join('; ')}`];
  });
  expect(faults).toEqual([]);
  expect(compiled.length).toBeGreaterThanOrEqual(0.95 * count);
});
