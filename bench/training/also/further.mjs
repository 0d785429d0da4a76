// The nets that people train beside those of the comparison.
import { compare } from '../compare.mjs';
import { ENTRIES } from '../contestants/open.mjs';
import { FURTHER_NETS } from '../nets.mjs';
import { centralTable } from '../report.mjs';

const MOST_ROUNDS = 3;
const TURN = { warmUpMs: 1000, measureMs: 1000, takeOverMs: 4000 };
const CONTESTANTS = ['gradlens', 'gradlensWithout', 'tfjs', 'keras2', 'torch'];

/** @type {import('./part.mjs').Part} */
export const further = {
  id: 'further',
  title: 'Pictures, words, and sequences read both ways',
  async run(context, { rounds }) {
    const entries = ENTRIES.filter(({ id }) => CONTESTANTS.includes(id));
    const nets = FURTHER_NETS;
    const turns = { nets, rounds: Math.min(rounds, MOST_ROUNDS), turn: TURN };
    const { samples, figures, skipped } = await compare(entries, context, turns);
    const titles = Object.fromEntries(entries.map(({ id, title }) => [id, title]));
    return { data: samples, skipped, table: centralTable({ nets, titles, figures }) };
  },
};
