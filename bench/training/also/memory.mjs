// The most memory that each contestant has resident while it trains one net, each in a fresh process.

import { ENTRIES } from '../contestants/open.mjs';
import { reasonOf } from '../reason.mjs';

const TURN = { warmUpMs: 500, measureMs: 500, takeOverMs: 3000 };
const MEGABYTE = 1024 * 1024;
/** A small and a large one. */
const MOST_NETS = 2;

/** @type {import('./part.mjs').Part} */
export const memory = {
  id: 'memory',
  title: 'Most memory resident in the training process, MB',
  async run(context, { nets: asked }) {
    const nets = asked.slice(0, MOST_NETS);
    /** @type {Record<string, Record<string, number>>} */
    const data = {};
    /** @type {Record<string, string>} */
    const skipped = {};
    for (const { id, title, open } of ENTRIES.filter((entry) => !entry.oneThread)) {
      try {
        for (const net of nets) {
          const contestant = await open(context);
          try {
            const { peakMemory } = await contestant.turn(net, TURN);
            data[title] = { ...data[title], [net.title]: peakMemory };
          } finally {
            await contestant.close();
          }
        }
      } catch (error) {
        skipped[`${id}, memory`] = reasonOf(error);
      }
    }
    const cell = (/** @type {number | undefined} */ bytes) => (bytes ? (bytes / MEGABYTE).toFixed(0) : '-');
    const rows = Object.entries(data).map(([title, ofNet]) => [title, ...nets.map((net) => cell(ofNet[net.title]))]);
    return { data, skipped, table: { header: ['', ...nets.map(({ title }) => title)], rows } };
  },
};
