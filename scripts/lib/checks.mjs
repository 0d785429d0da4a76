// Types of each zone, lint with the dependency rule, and unused exports: what must hold of the source itself.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { devNode } from '../dev-node.mjs';
import { run } from './guarded.mjs';
import { at } from './root.mjs';
import { say } from './say.mjs';
import { unusedInProduct } from './unusedMembers.mjs';

const KNIP = /** @type {const} */ (['knip/bin/knip.js', '--no-progress', '--config', 'knip.mjs']);

/**
 * Each check: its name, and what tells whether it holds; what does not is printed.
 * @returns {{ name: string, holds: () => Promise<boolean> }[]}
 */
function checks() {
  const zones = readdirSync(at('tsconfig')).filter((name) => name !== 'base.json');
  return [
    ...zones.map((zone) => ({
      name: `types of tsconfig/${zone}`,
      holds: () => passes('typescript/bin/tsc', '-p', join('tsconfig', zone)),
    })),
    {
      name: 'format and lint',
      holds: () => passes('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
    },
    {
      name: 'who imports whom',
      holds: () =>
        passes(
          'dependency-cruiser/bin/dependency-cruise.mjs',
          ...['--config', '.dependency-cruiser.mjs', '--output-type', 'err', 'src'],
        ),
    },
    { name: 'unused files, exports and dependencies', holds: () => passes(...KNIP) },
    { name: 'product code that only tests use', holds: () => passes(...KNIP, '--production') },
    {
      name: 'members of classes that only tests use',
      holds: async () => {
        const unused = unusedInProduct();
        for (const member of unused) say(member);
        return unused.length === 0;
      },
    },
  ];
}

/** Runs a tool of node_modules. */
async function passes(/** @type {string} */ module, /** @type {string[]} */ ...args) {
  return (await run(devNode(), [at('node_modules', module), ...args], { cwd: at() })) === 0;
}

/** @returns {Promise<import('./testSummary.mjs').RingResult>} each check counts as a test */
export async function runChecks() {
  let passed = 0;
  /** @type {string[]} */
  const failures = [];
  for (const { name, holds } of checks()) {
    const isHeld = await holds();
    if (isHeld) passed += 1;
    else failures.push(name);
    say(`${isHeld ? '✔' : '✘'} ${name}`);
  }
  return { name: 'check', passed, failed: failures.length, skipped: 0, failures, problem: null };
}
