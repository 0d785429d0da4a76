import { expect, it } from 'vitest';
import { unreadText } from '../../../src/editor/models/unreadText.js';

it('A file whose models are not shown has the reason, and its length where that is one', () => {
  expect(unreadText('it took longer than 10 s', 3000)).toBe(
    'No models are shown in this file: it took longer than 10 s.',
  );
  expect(unreadText('The window is being closed.', 52_340_000)).toBe(
    'No models are shown in this file: The window is being closed. It has 52.3 MB, which is too much to look for models in.',
  );
});
