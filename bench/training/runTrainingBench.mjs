import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../../scripts/lib/build.mjs';
import { at } from '../../scripts/lib/root.mjs';
import { say, seconds } from '../../scripts/lib/say.mjs';
import { makeTempFolder, removeFolder } from '../../scripts/lib/tempFolder.mjs';
import { ensureTfjsNode } from '../../scripts/lib/tfjsNode.mjs';
import { ENTRIES, openAll } from './contestants/open.mjs';
import { removedVariables } from './environment.mjs';
import { judge } from './goals.mjs';
import { bundleGradLens } from './gradlensModule.mjs';
import { machine } from './machine.mjs';
import { NETS, QUICK_NETS } from './nets.mjs';
import { fillMarked, lines, markdown } from './report.mjs';
import { summary } from './statistics.mjs';
import { takeTurns } from './turns.mjs';

const README = at('bench', 'README.md');
const TURN = { warmUpMs: 1500, measureMs: 1500, takeOverMs: 4000 };
const QUICK_TURN = { warmUpMs: 800, measureMs: 800, takeOverMs: 2500 };

/** Prints the figures and writes them to bench/results and bench/README.md; resolves to 0 where every goal that was measured is kept. */
export async function runTrainingBench(/** @type {string[]} */ argv) {
  const { quick, rounds, nets, entries, part } = options(argv);
  const start = Date.now();
  const measuredOn = machine();
  await ensureBuild();
  return withContext(async (context) => {
    const { open, skipped } = await openAll(entries, context);
    try {
      const { samples, failures } = await takeTurns({ nets, open, rounds, turn: quick ? QUICK_TURN : TURN });
      const figures = mapValues(samples, (ofNet) =>
        mapValues(ofNet, (each) => summary(each.map(({ msPerStep }) => msPerStep))),
      );
      const goals = judge(figures, nets);
      const titles = Object.fromEntries(ENTRIES.map(({ id, title }) => [id, title]));
      const report = { nets, titles, figures, goals, skipped: { ...skipped, ...failures } };
      for (const line of lines(report)) say(line);
      const versions = Object.fromEntries([...open].flatMap(([id, { versions: text }]) => (text ? [[id, text]] : [])));
      const result = {
        when: new Date().toISOString(),
        quick,
        rounds,
        machine: measuredOn,
        versions,
        removedVariables,
        goals,
        skipped: report.skipped,
        figures,
        samples,
      };
      const resultsName = `training${part ? '-part' : quick ? '-quick' : ''}.json`;
      mkdirSync(at('bench', 'results'), { recursive: true });
      writeFileSync(at('bench', 'results', resultsName), `${JSON.stringify(result, null, 2)}\n`);
      if (!quick && !part)
        writeFileSync(README, fillMarked(readFileSync(README, 'utf8'), 'training', markdown(report)));
      say(`measured in ${seconds(Date.now() - start)}`);
      return goals.every(({ kept }) => kept !== false) ? 0 : 1;
    } finally {
      await Promise.all([...open.values()].map((contestant) => contestant.close()));
    }
  });
}

function options(/** @type {string[]} */ argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      nets: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const { quick } = values;
  const rounds = Number(values.rounds ?? (quick ? 3 : 5));
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds wants a whole number from 1');
  const nets = picked(NETS, ({ name }) => name, values.nets) ?? (quick ? QUICK_NETS : NETS);
  const entries = picked(ENTRIES, ({ id }) => id, values.only) ?? ENTRIES.filter((entry) => !quick || entry.quick);
  return { quick, rounds, nets, entries, part: Boolean(values.nets || values.only) };
}

/**
 * @template T
 * @param {T[]} all @param {(item: T) => string} nameOf @param {string | undefined} list names with commas between them
 */
function picked(all, nameOf, list) {
  if (list === undefined) return null;
  return list.split(',').map((name) => {
    const found = all.find((item) => nameOf(item) === name);
    if (!found) throw new Error(`there is no ${name}; there are ${all.map(nameOf).join(', ')}`);
    return found;
  });
}

/**
 * @template T
 * @param {(context: import('./contestants/open.mjs').Context) => Promise<T>} action
 */
async function withContext(action) {
  const { store: userStore, path: tfjsNode } = await ensureTfjsNode();
  const folder = makeTempFolder('bench');
  try {
    const store = join(folder, 'store');
    mkdirSync(store);
    symlinkSync(join(userStore, 'tfjs-node'), join(store, 'tfjs-node'), 'junction');
    const { version } = JSON.parse(readFileSync(join(tfjsNode, 'package.json'), 'utf8'));
    return await action({ folder, store, tfjsNode, tfjsVersion: version, gradlens: await bundleGradLens(folder) });
  } finally {
    removeFolder(folder);
  }
}

/**
 * @template T, U
 * @param {Record<string, T>} record @param {(value: T) => U} map
 */
function mapValues(record, map) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
