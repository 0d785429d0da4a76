import { expect, it } from 'vitest';
import * as broken from '../../../src/diagnosis/notANumber.js';

it.each<[loss: number, lossKnown: boolean, broke: string]>([
  [Number.NaN, true, 'The loss became NaN'],
  [Number.POSITIVE_INFINITY, true, 'The loss became infinite'],
  [0.5, true, 'A gradient or weight became NaN or infinite'],
  [Number.NaN, false, 'A gradient or weight became NaN or infinite'],
  [Number.POSITIVE_INFINITY, false, 'A gradient or weight became NaN or infinite'],
])('of a loss of %d (measured: %j) it says that %s', (loss, lossKnown, broke) => {
  expect(broken.whatBroke({ loss, lossKnown })).toBe(broke);
});

const rows = { first: 7, count: 3, samples: 90 };

it.each<[says: string, sentence: string, facts: readonly RegExp[]]>([
  ['which samples', broken.badData('the inputs have', rows, 'samples'), [/: the inputs have .* 7 .*3 of 90 samples/]],
  [
    'which tensor',
    broken.badTensor([90, 4], 'net.js:12', rows),
    [/\[90, 4\], which net\.js:12 uses,.* row 7 .*3 of 90/],
  ],
  ['no row', broken.badTensor([4], null, null), [/\[4\], which the loss uses, already has NaN or infinite values\. /]],
  [
    'the operation',
    broken.brokenLayer('layer a', { words: 'Log of 0', where: 'a.js:3' }, 1e9),
    [/^, first in layer a: /, /Log of 0 .*\(a\.js:3\)/],
  ],
  [
    'weights that have grown',
    broken.brokenLayer('layer a', null, 2.5e8),
    [/^, first in layer a, whose weights .* 2\.5e\+8\. /],
  ],
  ['weights that have not', broken.brokenLayer('layer a', null, 1e8), [/^, first in layer a\. /]],
  ['what broke in a loss', broken.brokenLoss('Log of 0'), [/ in your own loss, Log of 0 gives /]],
  ['that a loss broke', broken.brokenLoss(null), [/ in your own loss, it gives /]],
  ['how large', broken.explosion(3e12, 40), [/outputs have grown to 3\.0e\+12 \(targets: 4\.0e\+1\), /]],
  ['how large alone', broken.explosion(3e12, null), [/outputs have grown to 3\.0e\+12, /]],
  [
    'that targets are what is large',
    broken.explosion(0.64, 1e20),
    [/, but the targets are as large as 1\.0e\+20, .* Scale the targets/],
  ],
  ['the slope', broken.infiniteSlope('layer a', 'Sqrt'), [/ in layer a, Sqrt is taken at 0/]],
  ['the first weights', broken.brokenOwnLoop('layer a'), [/^, first seen in the weights of layer a\. /]],
  ['no weights', broken.brokenOwnLoop(null), [/^\. In a training loop/]],
  ['the update', broken.brokenUpdate('layer a'), [/ the weights of layer a /]],
  ['from where', broken.brokenBackwards('layer a'), [/ from layer a backward\.$/]],
])('says %s', (_, sentence, facts) => {
  for (const fact of facts) expect(sentence).toMatch(fact);
});

it('calls outputs exploded above 1e8', () => {
  expect([1e8, 1.01e8].map(broken.exploded)).toEqual([false, true]);
});
