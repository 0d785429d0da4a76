import { defineConfig } from 'vitest/config';
import { roomOfProcess } from './rooms.mjs';

/** The tests of one room as one project: Stryker's runner takes no more. */
export default defineConfig({
  test: {
    include: roomOfProcess().tests.map((tests) => `test/unit/${tests}.test.ts`),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
