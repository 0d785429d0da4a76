import { expect, it } from 'vitest';
import { LatestReads } from '../../../src/editor/config/latestReads.js';

it('reads a thing once, and keeps what is known of it until it was read again', async () => {
  const reads = new LatestReads<number>();
  expect(reads.known('a')).toBeUndefined();
  const first = reads.get('a', () => Promise.resolve(1));
  expect(reads.get('a', () => Promise.resolve(2))).toBe(first);
  await first;
  reads.forget();
  expect(reads.known('a')).toBe(1);
  await reads.get('a', () => Promise.resolve(3));
  expect([reads.known('a'), reads.known('b')]).toEqual([3, undefined]);
});

it('takes nothing of a read that ends after a newer one', async () => {
  const reads = new LatestReads<string>();
  const slow = Promise.withResolvers<string>();
  const old = reads.get('a', () => slow.promise);
  reads.forget();
  await reads.get('a', () => Promise.resolve('new'));
  slow.resolve('old');
  expect(await old).toBe('old');
  expect(reads.known('a')).toBe('new');
});
