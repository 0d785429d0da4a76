import { expect, it } from 'vitest';
import { connectFailure } from '../../../src/ray/connectFailure.js';

it.each([
  [
    "ModuleNotFoundError: No module named 'ray'",
    'auto',
    'py has no Ray. Install it there with: py -m pip install "ray[default]"',
  ],
  [
    'py cannot be started: spawn py ENOENT',
    'auto',
    'py cannot be started: spawn py ENOENT. Name a Python that has Ray',
  ],
  [
    'ConnectionError: Could not find any running Ray instance.',
    'auto',
    'No Ray cluster is running on this machine. Start',
  ],
  ['RuntimeError: Version mismatch: The cluster was started with:', 'head:6379', 'Name a Python that has the same'],
  [
    'ConnectionError: timed out\nmore',
    'head:6379',
    'Cannot connect to the Ray cluster head:6379: ConnectionError: timed out',
  ],
])('%s: says what to do', (reason, address, text) => {
  expect(connectFailure(reason, { address, python: 'py' })).toContain(text);
});
