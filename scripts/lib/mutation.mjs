// Runs Stryker, which is installed apart from the project's own packages: 180 more of them, for a run that is asked for once in a while.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
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
 * Measures rooms one after the other. Results are kept in .cache/mutation: the next run tries only what has changed since.
 * @param {string[]} argv names of rooms, by default all, and files for those of the room that are to be measured
 * @returns {Promise<number>} the exit code
 */
export async function testMutants(argv) {
  const names = argv.filter((word) => word in ROOMS);
  const files = argv.filter((word) => word.includes('/'));
  const unknown = argv.filter((word) => !names.includes(word) && !files.includes(word));
  if (unknown.length > 0 || (files.length > 0 && names.length !== 1)) {
    say(`Name rooms, or one room and files of it. Rooms: ${Object.keys(ROOMS).join(', ')}`);
    return 2;
  }
  await ensureStryker();
  let code = 0;
  for (const room of names.length > 0 ? names : Object.keys(ROOMS)) {
    say(`\n▶ ${room}`);
    const env = {
      ...process.env,
      PATH: `${dirname(devNode())}${delimiter}${process.env.PATH}`,
      GRADLENS_MUTATION_ROOM: room,
      GRADLENS_MUTATION_FILES: files.join(','),
      GRADLENS_MUTATION_RUNNER: stryker('vitest-runner'),
    };
    const config = join('test', 'mutation', 'stryker.config.mjs');
    code = Math.max(
      code,
      await run(devNode(), [stryker('core', 'bin', 'stryker.js'), 'run', config], { cwd: at(), env }),
    );
  }
  return code;
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
