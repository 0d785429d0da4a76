import { expect, test } from 'vitest';
import { oneAtATime } from '../../../src/editor/oneAtATime.js';

test('An action that is asked for while it runs waits, and runs once more for all that asked', async () => {
  const ends: (() => void)[] = [];
  const request = oneAtATime(() => new Promise<void>((resolve) => ends.push(resolve)));
  for (let times = 0; times < 3; times += 1) request();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await new Promise(setImmediate);
  expect(ends).toHaveLength(2);
  request();
  expect(ends).toHaveLength(3);
});
