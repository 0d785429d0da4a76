import type { RunRequest } from './types.js';

/** A run of a file as Node runs it by itself. */
export const PLAIN_RUN = {
  args: [],
  env: {},
  nodeFlags: [],
  build: null,
  notes: [],
  proposed: [],
  saveTo: null,
  sizes: [],
} as const satisfies Partial<RunRequest>;
