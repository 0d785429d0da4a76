import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longestFirst.mjs';

/** The rings of tests that vitest runs; each is a folder of test/ and a project, so that `--project NAME` runs it alone. */
const ring = (name: string, milliseconds: number) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], testTimeout: milliseconds, hookTimeout: milliseconds },
});

export default defineConfig({
  test: {
    exclude: [...configDefaults.exclude, 'test/fixtures/**'],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // What is polled for comes when the machine has time for it.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      ring('unit', 20_000),
      ring('trainer', 120_000),
      ring('webview', 60_000),
      ring('e2e', 180_000),
      ring('faults', 180_000),
      ring('ray', 600_000),
    ],
  },
});
