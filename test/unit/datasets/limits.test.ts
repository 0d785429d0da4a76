import { expect, it } from 'vitest';
import { limitsOf, refusePixels, tooMuchUnpacked, unpackedBytes } from '../../../src/datasets/limits.js';
import { HumanError } from '../../../src/errors/humanError.js';
import { DEFAULT_DATA_LIMITS } from '../../../src/protocol/data.js';

it.each<[string | undefined, number | null]>([
  ['12', 12],
  ['0.5', 0.5],
  ['0', null],
  ['-1', null],
  ['much', null],
  ['', null],
  [undefined, null],
])('Limits that the environment sets to %s', (text, value) => {
  const { unpackedMB, megapixels } = DEFAULT_DATA_LIMITS;
  expect(limitsOf({ GRADLENS_MAX_UNPACKED_SIZE: text })).toEqual({ unpackedMB: value ?? unpackedMB, megapixels });
  expect(limitsOf({ GRADLENS_MAX_PIXELS: text })).toEqual({ unpackedMB, megapixels: value ?? megapixels });
});

it('What is beyond them, and how to raise them', () => {
  const limits = { unpackedMB: 1024, megapixels: 0.001 };
  expect(unpackedBytes(limits)).toBe(2 ** 30);
  expect(tooMuchUnpacked('a.csv.gz', limits).message).toBe(
    'a.csv.gz unpacks to more than 1,024 MB. If that is expected, raise the setting gradlens.maxUnpackedSize (on the command line, ' +
      'the environment variable GRADLENS_MAX_UNPACKED_SIZE).',
  );
  expect(() => refusePixels(10, 100, limits)).not.toThrow();
  expect(() => refusePixels(7, 143, limits)).toThrow(
    new HumanError(
      'it has 7 × 143 pixels, and the limit is 0.001 million. If that is expected, raise the setting gradlens.maxPixels (on the ' +
        'command line, the environment variable GRADLENS_MAX_PIXELS).',
    ),
  );
});
