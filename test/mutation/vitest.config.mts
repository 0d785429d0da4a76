import { defineConfig } from 'vitest/config';
import { roomOfProcess } from './rooms.mjs';

/** The tests of one room, in the one thread that mutantThread.ts keeps. */
export default defineConfig({
  test: {
    include: roomOfProcess().tests.map((tests) => `test/unit/${tests}.test.ts`),
    runner: 'test/mutation/mutantThread.ts',
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
    includeTaskLocation: true,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
