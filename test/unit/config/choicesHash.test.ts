import { expect, it } from 'vitest';
import { choicesHash } from '../../../src/config/choicesHash.js';

it('choices are the same in whatever order they stand, and whatever of the notes was accepted', () => {
  const training = { epochs: 3, batchSize: 2 };
  const hash = choicesHash({ run: 'slice', training });
  expect(choicesHash({ training: { batchSize: 2, epochs: 3 }, accepted: ['so'], run: 'slice' })).toBe(hash);
  expect(choicesHash({ run: 'slice', training: { ...training, epochs: 4 } })).not.toBe(hash);
  expect(choicesHash(undefined)).toBe(choicesHash({}));
  expect(choicesHash({ arguments: ['a', 'b'] })).not.toBe(choicesHash({ arguments: ['b', 'a'] }));
});
