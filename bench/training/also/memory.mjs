// The most memory that each contestant has resident while it trains one net, each in a fresh process.

import { ENTRIES } from '../contestants/open.mjs';
import { judged } from '../goals.mjs';
import { reasonOf } from '../reason.mjs';

const TURN = { warmUpMs: 500, measureMs: 500, takeOverMs: 3000 };
const MEGABYTE = 1024 * 1024;
/** A small and a large one. */
const MOST_NETS = 2;
const LIMIT = 1.15;

/** @type {import('./part.mjs').Part} */
export const memory = {
  id: 'memory',
  title: 'Most memory resident in the training process, MB',
  async run(context, { nets: asked }) {
    const nets = asked.slice(0, MOST_NETS);
    const entries = ENTRIES.filter((entry) => !entry.oneThread);
    /** @type {Record<string, Record<string, number>>} by contestant and net */
    const data = {};
    /** @type {Record<string, string>} */
    const skipped = {};
    for (const { id, open } of entries) {
      try {
        for (const net of nets) {
          const contestant = await open(context);
          try {
            const { peakMemory } = await contestant.turn(net, TURN);
            data[id] = { ...data[id], [net.title]: peakMemory };
          } finally {
            await contestant.close();
          }
        }
      } catch (error) {
        skipped[`${id}, memory`] = reasonOf(error);
      }
    }
    const cell = (/** @type {number | undefined} */ bytes) => (bytes ? (bytes / MEGABYTE).toFixed(0) : '-');
    const rows = entries
      .filter(({ id }) => data[id])
      .map(({ id, title }) => [title, ...nets.map((net) => cell(data[id]?.[net.title]))]);
    const ratios = nets.map(({ title }) => ({
      value: (data.gradlens?.[title] ?? Number.NaN) / (data.tfjs?.[title] ?? Number.NaN),
      title,
    }));
    const goals = [judged('memory: tfjs-node bare, every net', LIMIT, ratios)];
    return { data, skipped, goals, table: { header: ['', ...nets.map(({ title }) => title)], rows } };
  },
};
