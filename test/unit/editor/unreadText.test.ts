import { expect, it } from 'vitest';
import { unreadText } from '../../../src/editor/models/unreadText.js';

it('A file whose models are not shown has the reason, and its length where that is one', () => {
  expect(unreadText('it took longer than 10 s', 3000)).toBe(
    'GradLens shows no models in this file: it took longer than 10 s.',
  );
  expect(unreadText('The window is being closed.', 52_340_000)).toBe(
    'GradLens shows no models in this file: The window is being closed. At 52.3 MB it is too large to search.',
  );
});
