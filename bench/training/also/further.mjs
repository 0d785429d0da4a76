// The nets that people train beside those of the comparison.
import { ENTRIES, openAll } from '../contestants/open.mjs';
import { FURTHER_NETS } from '../nets.mjs';
import { centralTable } from '../report.mjs';
import { summary } from '../statistics.mjs';
import { takeTurns } from '../turns.mjs';

const MOST_ROUNDS = 3;
const TURN = { warmUpMs: 1000, measureMs: 1000, takeOverMs: 4000 };
const CONTESTANTS = ['gradlens', 'gradlensWithout', 'tfjs', 'keras2', 'torch'];

/** @type {import('./part.mjs').Part} */
export const further = {
  id: 'further',
  title: 'Pictures, words, and sequences read both ways',
  async run(context, { rounds }) {
    const entries = ENTRIES.filter(({ id }) => CONTESTANTS.includes(id));
    const { open, skipped } = await openAll(entries, context);
    try {
      const nets = FURTHER_NETS;
      const { samples, failures } = await takeTurns({ nets, open, rounds: Math.min(rounds, MOST_ROUNDS), turn: TURN });
      /** @type {Record<string, Record<string, import('../report.mjs').Summary>>} */
      const figures = {};
      for (const [net, ofNet] of Object.entries(samples)) {
        figures[net] = Object.fromEntries(
          Object.entries(ofNet).map(([id, each]) => [id, summary(each.map(({ msPerStep }) => msPerStep))]),
        );
      }
      const titles = Object.fromEntries(entries.map(({ id, title }) => [id, title]));
      return { data: samples, skipped: { ...skipped, ...failures }, table: centralTable({ nets, titles, figures }) };
    } finally {
      await Promise.all([...open.values()].map((contestant) => contestant.close()));
    }
  },
};
