// Read by Stryker, which scripts/mutation.mjs starts.
import { fileURLToPath } from 'node:url';
import { roomOfProcess } from './rooms.mjs';

const { GRADLENS_MUTATION_ROOM: room, GRADLENS_MUTATION_FILES: files, GRADLENS_MUTATION_SHARE: share } = process.env;
const isSample = Number(share) < 1;

export default {
  plugins: ['runner', 'sample', 'sentences'].map((name) => fileURLToPath(new URL(`${name}.mjs`, import.meta.url))),
  testRunner: 'room',
  checkers: isSample ? ['sample'] : [],
  ignorers: ['sentences'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  mutate: files ? files.split(',') : roomOfProcess().files,
  // The types of a mutant are no matter: nothing checks them here.
  disableTypeChecks: true,
  timeoutMS: 30_000,
  incremental: !isSample,
  incrementalFile: `.cache/mutation/${room}.json`,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { logTests: false, allowColor: false },
  jsonReporter: { fileName: `out/mutation/${room}.json` },
  htmlReporter: { fileName: `out/mutation/${room}.html` },
  tempDirName: 'out/mutation/sandbox',
  ignorePatterns: ['/.cache', '/out', '/media', '/bench', '*.vsix', '/.dist-*'],
};
