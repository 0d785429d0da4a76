import { afterEach, expect, it, vi } from 'vitest';
import { threadEnv } from '../../../src/trainer/link/threadEnv.js';

afterEach(() => void vi.unstubAllEnvs());

it('has GradLens’s own threads keep compiled code where the process does, and see nothing else of its environment', () => {
  vi.stubEnv('NODE_COMPILE_CACHE', undefined);
  expect(threadEnv()).toEqual({});
  vi.stubEnv('NODE_COMPILE_CACHE', '/kept');
  expect(threadEnv()).toEqual({ NODE_COMPILE_CACHE: '/kept' });
});
