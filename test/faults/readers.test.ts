import { expect, it } from 'vitest';
import { fuzz } from '../../scripts/lib/fuzz.mjs';

it('Every reader gives an answer to damaged input, within 5 s and 1 GB (npm run fuzz goes further)', async () => {
  expect(await fuzz(['--count', '200', '--seed', '77'])).toBe(0);
});
