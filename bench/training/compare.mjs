// Contestants on nets, from their start to their end.
import { openAll } from './contestants/open.mjs';
import { summary } from './statistics.mjs';
import { takeTurns } from './turns.mjs';

/**
 * @param {import('./contestants/open.mjs').Entry[]} entries
 * @param {import('./contestants/open.mjs').Context} context
 * @param {Omit<Parameters<typeof takeTurns>[0], 'open'>} turns
 */
export async function compare(entries, context, turns) {
  const { open, skipped } = await openAll(entries, context);
  try {
    const { samples, failures } = await takeTurns({ ...turns, open });
    const figures = mapValues(samples, (ofNet) =>
      mapValues(ofNet, (each) => summary(each.map(({ msPerStep }) => msPerStep))),
    );
    const versions = Object.fromEntries([...open].flatMap(([id, { versions: text }]) => (text ? [[id, text]] : [])));
    return { samples, figures, versions, skipped: { ...skipped, ...failures } };
  } finally {
    await Promise.all([...open.values()].map((contestant) => contestant.close()));
  }
}

/**
 * @template T, U
 * @param {Record<string, T>} record @param {(value: T) => U} map
 */
function mapValues(record, map) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
