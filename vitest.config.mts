import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longestFirst.mjs';

const EXCLUDED = [...configDefaults.exclude, 'test/fixtures/**'];

/** The rings of tests that vitest runs; each is a folder of test/ and a project, of unit tests two, so that `--project 'NAME*'` runs it alone.
 * The limits are for what hangs: a busy machine takes many times as long as an idle one. */
const ring = (name: string, milliseconds: number) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], testTimeout: milliseconds, hookTimeout: milliseconds },
});

/** Folders of unit tests that keep state of tfjs, of a process or of the system: each file begins in a world of its own. */
const STATEFUL = ['trainer', 'keras', 'tfjs', 'link', 'process', 'runtime', 'system'].map(
  (name) => `test/unit/${name}/**`,
);

/** What loads no state is loaded once for all files of a worker, which halves their time. */
const loadedOnce = <R extends ReturnType<typeof ring>>(project: R) => ({
  ...project,
  test: { ...project.test, isolate: false },
});

const unit = ring('unit', 60_000);

export default defineConfig({
  test: {
    exclude: EXCLUDED,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // What is polled for comes when the machine has time for it.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      { ...unit, test: { ...unit.test, include: STATEFUL.map((folder) => `${folder}/*.test.{ts,tsx}`) } },
      loadedOnce({ ...unit, test: { ...unit.test, name: 'unit-pure', exclude: [...EXCLUDED, ...STATEFUL] } }),
      ring('trainer', 1_200_000),
      // Their state is in processes and pages that end with each file.
      loadedOnce(ring('webview', 180_000)),
      loadedOnce(ring('e2e', 600_000)),
      ring('faults', 900_000),
      ring('ray', 1_200_000),
    ],
  },
});
