// The figures as tables: for bench/README.md, and lined up for a terminal.
import { ratioTo } from './goals.mjs';

/**
 * @typedef {import('./also/part.mjs').Table} Table
 * @typedef {import('./goals.mjs').Judged} Judged
 * @typedef {{ min: number, median: number, max: number, rounds: number }} Summary
 */

/**
 * Each contestant's median, with minimum and maximum, and the ratio of GradLens's median to it.
 * @param {{ nets: { name: string, title: string }[], titles: Record<string, string>, figures: Record<string, Record<string, Summary>> }} measured
 * @returns {Table}
 */
export function centralTable({ nets, titles, figures }) {
  const ids = Object.keys(titles).filter((id) => nets.some(({ name }) => figures[name]?.[id]));
  const cell = (/** @type {string} */ name, /** @type {string} */ id) => {
    const figure = figures[name]?.[id];
    if (!figure) return '-';
    const ratio = id === 'gradlens' ? null : ratioTo(figures[name] ?? {}, [id]);
    const range = `${milliseconds(figure.min)} to ${milliseconds(figure.max)}`;
    return `${milliseconds(figure.median)} (${range})${ratio === null ? '' : `: ${ratio.toFixed(2)}`}`;
  };
  return {
    header: ['ms a step, median (range): ratio of GradLens to it', ...nets.map(({ title }) => title)],
    rows: ids.map((id) => [titles[id] ?? id, ...nets.map(({ name }) => cell(name, id))]),
  };
}

/** @param {Judged[]} goals @returns {Table} */
export function goalsTable(goals) {
  return {
    header: ['GradLens, everything on where nothing else is said, against', 'ratio', 'asked', ''],
    rows: goals.map(({ goal, value, limit, kept, worst }) => [
      goal,
      value === null ? '-' : `${number(value)}${worst ? ` (${worst})` : ''}`,
      number(limit),
      kept === null ? 'not measured' : kept ? 'kept' : 'missed',
    ]),
  };
}

const milliseconds = (/** @type {number} */ value) => value.toFixed(value < 10 ? 2 : 1);

const number = (/** @type {number} */ value) =>
  value > 0 && value < 0.01 ? value.toExponential(0) : String(Number(value.toFixed(2)));

/** @param {Table} table */
export function markdown({ header, rows }) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @param {Table} table */
export function plain({ header, rows }) {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((cells) => (cells[column] ?? '').length)));
  return all
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

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
