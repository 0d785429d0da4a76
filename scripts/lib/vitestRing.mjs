// Runs one vitest project and counts its tests.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { GuardedChild } from './guarded.mjs';
import { at } from './root.mjs';

/** @returns {Promise<import('./testSummary.mjs').RingResult>} */
export async function runVitestRing(
  /** @type {string} */ project,
  /** @type {Pick<import('./rings.mjs').RingOptions, 'args' | 'alone'>} */ { args, alone },
  /** @type {NodeJS.ProcessEnv} */ env,
) {
  const resultFile = at('out', 'test-results', `${project}.json`);
  mkdirSync(at('out', 'test-results'), { recursive: true });
  rmSync(resultFile, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile}`];
  const vitest = at('node_modules', 'vitest', 'vitest.mjs');
  // On a terminal it draws over its last lines, which two of them cannot do side by side.
  const colors = !alone && process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = new GuardedChild(process.execPath, [vitest, 'run', '--project', `${project}*`, ...reporters, ...args], {
    cwd: at(),
    env: { ...process.env, ...colors, ...env },
    output: alone ? 'inherit' : 'pipe',
  });
  child.stdout?.pipe(process.stdout, { end: false });
  child.stderr?.pipe(process.stderr, { end: false });
  const code = await child.exit;
  const report = readReport(resultFile);
  const counts = countTests(report);
  const problem = code !== 0 && counts.failed === 0 ? `its runner ended with code ${code}` : null;
  return { name: project, ...counts, failures: failuresIn(report), problem };
}

/**
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] | null }} Test
 * @typedef {{ status: string, name: string, message?: string, assertionResults: Test[] }} TestFile
 * @typedef {{ testResults: TestFile[] }} VitestReport
 */

/** A file that failed to load counts as one failed test. */
export function countTests(/** @type {VitestReport} */ { testResults }) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status, assertionResults } of testResults) {
    for (const test of assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') counts.failed += 1;
      else counts.skipped += 1;
    }
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) counts.failed += 1;
  }
  return counts;
}

/** A line for each test that failed, and for each file that did not load: where it is, its name, and what was wrong. */
export function failuresIn(/** @type {VitestReport} */ { testResults }) {
  return testResults.flatMap(({ status, name, message, assertionResults }) => {
    const file = basename(name);
    const tests = assertionResults.filter((test) => test.status === 'failed');
    if (tests.length === 0) return status === 'failed' ? [`${file}: ${firstLine(message)}`] : [];
    return tests.map(({ fullName, failureMessages }) => `${file}: ${fullName}: ${firstLine(failureMessages?.[0])}`);
  });
}

const firstLine = (/** @type {string | undefined} */ text) => (text ?? '').trim().split('\n')[0] || 'failed';

/** @returns {VitestReport} */
function readReport(/** @type {string} */ file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { testResults: [] }; // the runner ended before it wrote one
  }
}
