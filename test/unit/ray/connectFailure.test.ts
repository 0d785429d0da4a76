import { expect, it } from 'vitest';
import { connectFailure, lastWord } from '../../../src/ray/connectFailure.js';

const namedWith = { address: 'the setting gradlens.ray', python: 'the setting gradlens.rayPython' };

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
    'or name one with the setting gradlens.ray, such as ray://HOST:10001.',
  ],
  [
    'RuntimeError: Version mismatch: The cluster was started with:',
    'head:6379',
    'Name a Python that has the same with the setting gradlens.rayPython.',
  ],
  [
    'ConnectionError: timed out\nmore',
    'head:6379',
    'Cannot connect to the Ray cluster head:6379: ConnectionError: timed out',
  ],
])('%s: says what to do', (reason, address, text) => {
  expect(connectFailure(reason, { address, python: 'py', namedWith })).toContain(text);
});

it.each([
  ['a warning\nValueError: no way. Really.\n', 'ValueError: no way. Really.'],
  [
    "[2026-12-01 16:10:38,076 E 3456 3796] rpc_client.h:204: Failed to connect to GCS within 60 seconds. GCS may have been killed. It's either",
    'Failed to connect to GCS within 60 seconds.',
  ],
  ['', ''],
])('of %j the last word is %j', (written, word) => {
  expect(lastWord(written)).toBe(word);
});
