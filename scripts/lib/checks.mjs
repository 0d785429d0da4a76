// Types of each zone, lint with the dependency rule, and unused exports: what must hold of the source itself.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { devNode } from '../dev-node.mjs';
import { run } from './guarded.mjs';
import { at } from './root.mjs';
import { say } from './say.mjs';

const KNIP = ['knip/bin/knip.js', '--no-progress', '--config', 'knip.mjs'];

/** Each check: its name, and the module with its arguments. */
function checks() {
  const zones = readdirSync(at('tsconfig')).filter((name) => name !== 'base.json');
  return [
    ...zones.map((zone) => ({
      name: `types of tsconfig/${zone}`,
      command: ['typescript/bin/tsc', '-p', join('tsconfig', zone)],
    })),
    { name: 'format and lint', command: ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'] },
    {
      name: 'who imports whom',
      command: [
        'dependency-cruiser/bin/dependency-cruise.mjs',
        '--config',
        '.dependency-cruiser.mjs',
        '--output-type',
        'err',
        'src',
      ],
    },
    { name: 'unused files, exports and dependencies', command: KNIP },
    { name: 'product code that only tests use', command: [...KNIP, '--production'] },
  ];
}

/** @returns {Promise<import('./testSummary.mjs').RingResult>} each check counts as a test */
export async function runChecks() {
  let passed = 0;
  /** @type {string[]} */
  const failures = [];
  for (const { name, command } of checks()) {
    const [script = '', ...args] = command;
    const code = await run(devNode(), [at('node_modules', script), ...args], { cwd: at() });
    if (code === 0) passed += 1;
    else failures.push(name);
    say(`${code === 0 ? '✔' : '✘'} ${name}`);
  }
  return { name: 'check', passed, failed: failures.length, skipped: 0, failures, problem: null };
}
