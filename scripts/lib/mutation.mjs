// Runs Stryker, which is installed apart from the project's own packages: 180 more of them, for a run that is asked for once in a while.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOMS } from '../../test/mutation/rooms.mjs';
import { devNode } from '../dev-node.mjs';
import { withFileLock } from './fileLock.mjs';
import { run } from './guarded.mjs';
import { npmCi } from './npmCi.mjs';
import { at } from './root.mjs';
import { say } from './say.mjs';
import { hashOfFiles, isStamped } from './stamp.mjs';

/** Inside the project, so that Stryker finds the project's own vitest. */
const home = at('.cache', 'mutation');
const packages = ['package.json', 'package-lock.json', '.npmrc'];
const stryker = (/** @type {string[]} */ ...path) => join(home, 'node_modules', '@stryker-mutator', ...path);

/**
 * Measures rooms one after the other. Results of whole rooms are kept in .cache/mutation: the next run tries only what has changed since.
 * @param {string[]} argv names of rooms, by default all, and files for those of the room that are to be measured; `--sample 0.1` tries each mutant
 *   with that probability, `--seed` says which
 * @returns {Promise<number>} the exit code
 */
export async function testMutants(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { sample: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' } },
  });
  const names = positionals.filter((word) => word in ROOMS);
  const files = positionals.filter((word) => word.includes('/'));
  const unknown = positionals.filter((word) => !names.includes(word) && !files.includes(word));
  if (unknown.length > 0 || (files.length > 0 && names.length !== 1)) {
    say(`Name rooms, or one room and files of it. Rooms: ${Object.keys(ROOMS).join(', ')}`);
    return 2;
  }
  if (!(Number(values.sample) > 0 && Number(values.sample) <= 1)) {
    say('--sample is the share of the mutants to try, above 0 and up to 1');
    return 2;
  }
  await ensureStryker();
  const scores = [];
  for (const room of names.length > 0 ? names : Object.keys(ROOMS)) {
    say(`\n▶ ${room}`);
    const env = {
      ...process.env,
      PATH: `${dirname(devNode())}${delimiter}${process.env.PATH}`,
      GRADLENS_MUTATION_ROOM: room,
      GRADLENS_MUTATION_FILES: files.join(','),
      GRADLENS_MUTATION_SHARE: values.sample,
      GRADLENS_MUTATION_SEED: values.seed,
    };
    const config = join('test', 'mutation', 'stryker.config.mjs');
    const code = await run(devNode(), [stryker('core', 'bin', 'stryker.js'), 'run', config], { cwd: at(), env });
    if (code !== 0) return code;
    scores.push(
      `${room.padEnd(12)}${scoreOf(JSON.parse(readFileSync(at('out', 'mutation', `${room}.json`), 'utf8')))}`,
    );
  }
  say(`\n${scores.join('\n')}`);
  return 0;
}

/**
 * @param {{ files: Record<string, { mutants: { status: string }[] }> }} report as Stryker writes it
 * @returns {string} the score with the error that the sample gives it: two standard deviations
 */
function scoreOf({ files }) {
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (/** @type {string[]} */ ...of) => statuses.filter((status) => of.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const tried = noticed + count('Survived', 'NoCoverage');
  // What the checker holds back is not in the sample: nothing else checks mutants.
  const all = tried + count('CompileError');
  const share = noticed / tried;
  // Agresti and Coull: two more of each kind, so that a sample without a survivor is not taken for a proof.
  const [likely, weight] = [(noticed + 2) / (tried + 4), tried + 4];
  const error = 2 * Math.sqrt(((likely * (1 - likely)) / weight) * (1 - tried / all));
  const range = tried < all ? ` ± ${(100 * error).toFixed(0)}` : '';
  return `${(100 * share).toFixed(0)}%${range} (${noticed} of ${tried} tried, of ${all})`;
}

async function ensureStryker() {
  const source = at('test', 'mutation');
  const stamp = hashOfFiles(
    source,
    packages.map((name) => join(source, name)),
  );
  const stampFile = join(home, 'stamp');
  await withFileLock(`${home}.lock`, async () => {
    if (isStamped(stampFile, stamp)) return;
    mkdirSync(home, { recursive: true });
    for (const name of packages) copyFileSync(join(source, name), join(home, name));
    await npmCi(home, 'Stryker');
    writeFileSync(stampFile, stamp);
  });
}
