// Types, lint, dependency rule and unused exports. Usage: node scripts/dev-node.mjs scripts/check.mjs
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const zones = readdirSync(join(root, 'tsconfig')).filter((name) => name !== 'base.json');
const steps = [
  ...zones.map((zone) => ['typescript/bin/tsc', '-p', join('tsconfig', zone)]),
  ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  ['knip/bin/knip.js', '--no-progress'],
];
let failed = 0;
for (const [script = '', ...args] of steps) {
  const done = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (done.status !== 0) {
    failed += 1;
    console.error(`failed: ${[script.split('/').at(-1), ...args].join(' ')}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
