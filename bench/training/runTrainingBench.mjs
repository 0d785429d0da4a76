import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ensureBuild } from '../../scripts/lib/build.mjs';
import { at } from '../../scripts/lib/root.mjs';
import { say, seconds } from '../../scripts/lib/say.mjs';
import { central } from './central.mjs';
import { withContext } from './context.mjs';
import { removedVariables } from './environment.mjs';
import { machine } from './machine.mjs';
import { parseOptions } from './options.mjs';
import { reasonOf } from './reason.mjs';
import { fillMarked, goalsTable, markdown, plain } from './report.mjs';

const README = at('bench', 'README.md');
const RESULTS = at('bench', 'results');

/** @typedef {{ title: string, table: import('./also/part.mjs').Table }} Titled */

/**
 * @typedef {object} Measured
 * @property {Record<string, unknown>} data
 * @property {Record<string, string>} skipped
 * @property {import('./goals.mjs').Judged[]} goals
 * @property {Titled[]} tables
 */

/** Prints the figures and writes them to bench/results, those of a whole run to bench/README.md too; resolves to 0 where no goal was missed. */
export async function runTrainingBench(/** @type {string[]} */ argv) {
  const options = parseOptions(argv);
  const start = Date.now();
  const measuredOn = machine();
  if (measuredOn.load > measuredOn.cores / 4) {
    say(
      `other work keeps this machine busy (load ${measuredOn.load.toFixed(1)}): ratios suffer too, PyTorch's threads most of all`,
    );
  }
  await ensureBuild();
  /** @type {Measured} */
  const measured = { data: {}, skipped: {}, goals: [], tables: [] };
  // Written after each part: who ends the run early keeps what was measured.
  await withContext((context) => measure(context, options, measured, () => write(measured, options, measuredOn)));
  for (const { title, table } of shown(measured)) say(`\n${title}\n${plain(table)}`);
  for (const [what, why] of Object.entries(measured.skipped)) say(`left out: ${what}: ${why}`);
  say(`measured in ${seconds(Date.now() - start)}; figures are in bench/results/${fileOf(options)}`);
  return measured.goals.every(({ kept }) => kept !== false) ? 0 : 1;
}

const shown = (/** @type {Measured} */ { tables, goals }) => [...tables, { title: 'Goals', table: goalsTable(goals) }];

/**
 * @param {Measured} measured
 * @param {ReturnType<typeof parseOptions>} options
 * @param {ReturnType<typeof machine>} measuredOn
 */
function write(measured, options, measuredOn) {
  const { quick, rounds, isPart } = options;
  const { data, skipped, goals } = measured;
  const when = new Date().toISOString();
  const result = { when, quick, rounds, machine: measuredOn, removedVariables, goals, skipped, ...data };
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(at('bench', 'results', fileOf(options)), `${JSON.stringify(result, null, 1)}\n`);
  if (quick || isPart) return;
  const about = `${rounds} rounds on ${measuredOn.cores} cores of ${measuredOn.cpu}, ${measuredOn.system}, load ${measuredOn.load.toFixed(1)} before, ${when.slice(0, 10)}:`;
  const left = Object.entries(skipped).map(([what, why]) => `Left out: ${what}: ${why.split('\n', 1)[0]}`);
  const parts = shown(measured).map(({ title, table }) => `### ${title}\n\n${markdown(table)}`);
  writeFileSync(README, fillMarked(readFileSync(README, 'utf8'), 'training', [about, ...parts, ...left].join('\n\n')));
}

const fileOf = (/** @type {ReturnType<typeof parseOptions>} */ { quick, isPart }) =>
  `training${isPart ? '-part' : quick ? '-quick' : ''}.json`;

/**
 * @param {import('./contestants/open.mjs').Context} context
 * @param {ReturnType<typeof parseOptions>} options
 * @param {Measured} measured is filled
 * @param {() => void} onPart
 */
async function measure(context, options, { data, skipped, goals, tables }, onPart) {
  if (options.central) {
    const figures = await central(context, options);
    Object.assign(data, figures.data);
    Object.assign(skipped, figures.skipped);
    goals.push(...figures.goals);
    const [comparison, host] = figures.tables;
    if (comparison) tables.push({ title: 'Training', table: comparison });
    if (host) tables.push({ title: 'What GradLens adds', table: host });
    onPart();
  }
  for (const { id, title, run } of options.parts) {
    say(`${title}:`);
    try {
      const part = await run(context, options);
      data[id] = part.data;
      Object.assign(skipped, part.skipped);
      goals.push(...(part.goals ?? []));
      tables.push({ title, table: part.table });
    } catch (error) {
      skipped[title] = reasonOf(error);
    }
    onPart();
  }
}
