// The figures as lines for a terminal and as the tables of bench/README.md.
import { ratioTo } from './goals.mjs';

/**
 * @typedef {{ min: number, median: number, max: number, rounds: number }} Summary
 * @typedef {{ nets: { name: string, title: string }[], titles: Record<string, string>, figures: Record<string, Record<string, Summary>>,
 *   goals: import('./goals.mjs').Judged[], skipped: Record<string, string> }} Report
 */

/** @param {Report} report @returns {string[]} */
export function lines({ nets, titles, figures, goals, skipped }) {
  const ofNets = nets.flatMap(({ name, title }) => [
    `${title}, ms a step (minimum, median, maximum; GradLens's median to its)`,
    ...Object.entries(figures[name] ?? {}).map(([id, { min, median, max }]) => {
      const ratio = ratioTo(figures[name] ?? {}, [id]);
      return `  ${(titles[id] ?? id).padEnd(40)} ${[min, median, max].map((value) => value.toFixed(3).padStart(9)).join(' ')}  ${id === 'gradlens' ? '' : factor(ratio)}`;
    }),
  ]);
  return [
    ...ofNets,
    ...goals.map(goalLine),
    ...Object.entries(skipped).map(([what, why]) => `left out: ${titles[what] ?? what}: ${why}`),
  ];
}

/** @param {import('./goals.mjs').Judged} judged */
function goalLine({ goal, limit, value, kept, worst }) {
  if (value === null) return `not measured: against ${goal} (goal ${limit})`;
  return `${kept ? 'kept' : 'MISSED'}: against ${goal}: ${factor(value)} (goal ${limit})${worst ? `, most on ${worst}` : ''}`;
}

const factor = (/** @type {number | null} */ value) => (value === null ? '' : value.toFixed(2));

/** Medians with their ratios, and the goals, in Markdown. @param {Report} report */
export function markdown({ nets, titles, figures, goals, skipped }) {
  const ids = Object.keys(titles).filter((id) => nets.some(({ name }) => figures[name]?.[id]));
  const cell = (/** @type {string} */ name, /** @type {string} */ id) => {
    const figure = figures[name]?.[id];
    if (!figure) return '-';
    const ratio = id === 'gradlens' ? '' : ` (${factor(ratioTo(figures[name] ?? {}, [id]))})`;
    return `${figure.median.toFixed(figure.median < 10 ? 2 : 1)}${ratio}`;
  };
  return [
    row(['ms a step, median (ratio of GradLens to it)', ...nets.map(({ title }) => title)]),
    row(Array(nets.length + 1).fill('---')),
    ...ids.map((id) => row([titles[id] ?? id, ...nets.map(({ name }) => cell(name, id))])),
    '',
    row(['GradLens, everything on, against', 'ratio', 'goal', '']),
    row(['---', '---', '---', '---']),
    ...goals.map(({ goal, value, limit, kept, worst }) =>
      row([goal, value === null ? '-' : `${factor(value)}${worst ? ` (${worst})` : ''}`, `${limit}`, verdict(kept)]),
    ),
    ...Object.entries(skipped).map(([what, why]) => `\nLeft out: ${titles[what] ?? what}: ${why.split('\n', 1)[0]}`),
  ].join('\n');
}

const row = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;

const verdict = (/** @type {boolean | null} */ kept) => (kept === null ? 'not measured' : kept ? 'kept' : 'missed');

/**
 * Puts text between two marks of a document.
 * @throws where the document lacks the marks
 */
export function fillMarked(/** @type {string} */ document, /** @type {string} */ mark, /** @type {string} */ text) {
  const [start, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const from = document.indexOf(start);
  const to = document.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`the document has no part marked ${start} and ${end}`);
  return `${document.slice(0, from + start.length)}\n${text}\n${document.slice(to)}`;
}
