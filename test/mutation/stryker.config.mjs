// Read by Stryker, which scripts/mutation.mjs starts.
import { fileURLToPath } from 'node:url';
import { roomOfProcess } from './rooms.mjs';

const { GRADLENS_MUTATION_ROOM: room, GRADLENS_MUTATION_FILES: files } = process.env;

export default {
  plugins: [fileURLToPath(new URL('runner.mjs', import.meta.url))],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.mts', related: false, pool: 'forks' },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  mutate: files ? files.split(',') : roomOfProcess().files,
  // The types of a mutant are no matter: nothing checks them here.
  disableTypeChecks: true,
  timeoutMS: 15_000,
  incremental: true,
  incrementalFile: `.cache/mutation/${room}.json`,
  reporters: ['clear-text', 'progress-append-only', 'html'],
  clearTextReporter: { logTests: false, allowColor: false },
  htmlReporter: { fileName: `out/mutation/${room}.html` },
  tempDirName: 'out/mutation/sandbox',
  ignorePatterns: ['/.cache', '/out', '/media', '/bench', '/examples', '*.vsix', '/.dist-*'],
};
