import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Reporter } from './reporter.js';

/** A test drives real training, so the default of mocha would be too short; a test that hangs still ends. */
const TEST_TIMEOUT = 600_000;

/**
 * Called by VS Code inside the extension host: runs every bundled `*.test.js` beside this file.
 * Rejects when a test failed, which makes the window end with an error.
 */
export async function run(): Promise<void> {
  // Most tests run a model once: what it costs to be ready for the next run would be lost.
  const settings = vscode.workspace.getConfiguration('gradlens');
  await settings.update('warmStart.enabled', false, vscode.ConfigurationTarget.Global);
  const reporter = await Reporter.connect(process.env.GRADLENS_TEST_REPORT);
  reporter.takeOverConsole();
  // Loaded only now: mocha's reporter keeps the console that it finds.
  const { default: Mocha } = await import('mocha');
  const grep = process.env.GRADLENS_TEST_GREP;
  const mocha = new Mocha({ ui: 'bdd', timeout: TEST_TIMEOUT, color: false, ...(grep ? { grep } : {}) });
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.js'));
  for (const file of files.sort()) mocha.addFile(join(__dirname, file));
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] as string[], error: null as string | null };
  try {
    await new Promise<void>((resolve) => {
      const runner = mocha.run(() => resolve());
      runner.on('pass', () => {
        counts.passed += 1;
      });
      runner.on('fail', (test, error: unknown) => {
        counts.failed += 1;
        counts.failures.push(`${test.fullTitle()}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
      });
      runner.on('pending', () => {
        counts.skipped += 1;
      });
    });
  } catch (error) {
    counts.error = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  await reporter.end(counts);
  if (counts.failed > 0 || counts.error !== null) throw new Error(counts.error ?? `${counts.failed} tests failed`);
}
