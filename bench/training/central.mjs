// The central comparison: every contestant on every net.
import { ENTRIES, openAll } from './contestants/open.mjs';
import { judge } from './goals.mjs';
import { hostTable } from './hostTable.mjs';
import { centralTable } from './report.mjs';
import { summary } from './statistics.mjs';
import { takeTurns } from './turns.mjs';

const TURN = { warmUpMs: 1000, measureMs: 1000, takeOverMs: 4000 };
const QUICK_TURN = { warmUpMs: 600, measureMs: 700, takeOverMs: 2000 };
const QUICK_BUDGET_MS = 270_000;

/**
 * @param {import('./contestants/open.mjs').Context} context
 * @param {{ nets: import('./nets.mjs').Net[], entries: import('./contestants/open.mjs').Entry[], rounds: number, quick: boolean }} options
 */
export async function central(context, { nets, entries, rounds, quick }) {
  const { open, skipped } = await openAll(entries, context);
  try {
    const { samples, failures } = await takeTurns({
      nets,
      open,
      rounds,
      ...(quick ? { turn: QUICK_TURN, budgetMs: QUICK_BUDGET_MS } : { turn: TURN }),
    });
    const figures = mapValues(samples, (ofNet) =>
      mapValues(ofNet, (each) => summary(each.map(({ msPerStep }) => msPerStep))),
    );
    const titles = Object.fromEntries(ENTRIES.map(({ id, title }) => [id, title]));
    const left = { ...skipped, ...failures };
    const versions = Object.fromEntries([...open].flatMap(([id, { versions: text }]) => (text ? [[id, text]] : [])));
    return {
      data: { versions, figures, samples },
      figures,
      titles,
      tables: [centralTable({ nets, titles, figures }), hostTable(nets, samples)],
      goals: judge(figures, nets),
      skipped: Object.fromEntries(Object.entries(left).map(([what, why]) => [titles[what] ?? what, why])),
    };
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
