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

/** Prints the figures and writes them to bench/results, those of a whole run to bench/README.md too; resolves to 0 where no goal was missed. */
export async function runTrainingBench(/** @type {string[]} */ argv) {
  const options = parseOptions(argv);
  const { quick, rounds, isPart } = options;
  const start = Date.now();
  const measuredOn = machine();
  if (measuredOn.load > measuredOn.cores / 4) {
    say(
      `other work keeps this machine busy (load ${measuredOn.load.toFixed(1)}): ratios suffer too, PyTorch's threads most of all`,
    );
  }
  await ensureBuild();
  const { data, goals, skipped, tables } = await withContext((context) => measure(context, options));
  const shown = [...tables, { title: 'Goals', table: goalsTable(goals) }];
  for (const { title, table } of shown) say(`\n${title}\n${plain(table)}`);
  for (const [what, why] of Object.entries(skipped)) say(`left out: ${what}: ${why}`);

  const when = new Date().toISOString();
  const result = { when, quick, rounds, machine: measuredOn, removedVariables, goals, skipped, ...data };
  mkdirSync(RESULTS, { recursive: true });
  const name = `training${isPart ? '-part' : quick ? '-quick' : ''}.json`;
  writeFileSync(at('bench', 'results', name), `${JSON.stringify(result, null, 1)}\n`);
  if (!quick && !isPart) {
    const about = `${rounds} rounds on ${measuredOn.cores} cores of ${measuredOn.cpu}, ${measuredOn.system}, load ${measuredOn.load.toFixed(1)} before, ${when.slice(0, 10)}:`;
    const left = Object.entries(skipped).map(([what, why]) => `Left out: ${what}: ${why.split('\n', 1)[0]}`);
    const parts = shown.map(({ title, table }) => `### ${title}\n\n${markdown(table)}`);
    writeFileSync(
      README,
      fillMarked(readFileSync(README, 'utf8'), 'training', [about, ...parts, ...left].join('\n\n')),
    );
  }
  say(`measured in ${seconds(Date.now() - start)}; figures are in bench/results/${name}`);
  return goals.every(({ kept }) => kept !== false) ? 0 : 1;
}

/**
 * @param {import('./contestants/open.mjs').Context} context
 * @param {ReturnType<typeof parseOptions>} options
 */
async function measure(context, options) {
  /** @type {Record<string, unknown>} */
  const data = {};
  /** @type {Record<string, string>} */
  const skipped = {};
  /** @type {import('./goals.mjs').Judged[]} */
  const goals = [];
  /** @type {Titled[]} */
  const tables = [];
  if (options.central) {
    const measured = await central(context, options);
    Object.assign(data, measured.data);
    Object.assign(skipped, measured.skipped);
    goals.push(...measured.goals);
    const [comparison, host] = measured.tables;
    if (comparison) tables.push({ title: 'Training', table: comparison });
    if (host) tables.push({ title: 'What GradLens adds', table: host });
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
  }
  return { data, skipped, goals, tables };
}
