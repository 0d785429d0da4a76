// Puts a script on its feet in a bare clone: dependencies first, then the script itself on the Node that development uses.
import { fileURLToPath } from 'node:url';
import { devNode } from '../dev-node.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';
import { exit, run } from './guarded.mjs';
import { say } from './say.mjs';

/** The longest grace period of a child that such a script starts, and some. */
const GRACE_PERIOD = 20_000;

/**
 * Runs the rest of a script. Its exit code is the process's; a thrown error is shown in one line and gives 1.
 * @param {string} script `import.meta.url`; everything it imports statically must run on Node 20 without node_modules
 * @param {() => Promise<number>} main imports what it needs; resolves to the exit code
 */
export async function onDevNode(script, main) {
  endWithNpm();
  await exit(await outcome(script, main));
}

async function outcome(/** @type {string} */ script, /** @type {() => Promise<number>} */ main) {
  try {
    await ensureDependencies();
    const node = devNode();
    if (node === process.execPath) return await main();
    return await run(node, [fileURLToPath(script), ...process.argv.slice(2)], { gracePeriod: GRACE_PERIOD });
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
