// The central comparison: every contestant on every net.
import { compare } from './compare.mjs';
import { ENTRIES } from './contestants/open.mjs';
import { judge } from './goals.mjs';
import { hostTable } from './hostTable.mjs';
import { centralTable } from './report.mjs';

const TURN = { warmUpMs: 1000, measureMs: 1000, takeOverMs: 4000 };
const QUICK_TURN = { warmUpMs: 600, measureMs: 700, takeOverMs: 2000 };
const QUICK_BUDGET_MS = 270_000;

/**
 * @param {import('./contestants/open.mjs').Context} context
 * @param {{ nets: import('./nets.mjs').Net[], entries: import('./contestants/open.mjs').Entry[], rounds: number, quick: boolean }} options
 */
export async function central(context, { nets, entries, rounds, quick }) {
  const pace = quick ? { turn: QUICK_TURN, budgetMs: QUICK_BUDGET_MS } : { turn: TURN };
  const { samples, figures, versions, skipped } = await compare(entries, context, { nets, rounds, ...pace });
  const titles = Object.fromEntries(ENTRIES.map(({ id, title }) => [id, title]));
  return {
    data: { versions, figures, samples },
    figures,
    titles,
    tables: [centralTable({ nets, titles, figures }), hostTable(nets, samples)],
    goals: judge(figures, nets),
    skipped: Object.fromEntries(Object.entries(skipped).map(([what, why]) => [titles[what] ?? what, why])),
  };
}
