import { expect, it } from 'vitest';
import { type RanProgram, type RanPrograms, ranPrograms } from './support/ranPrograms.js';
import { largestDifference } from './support/unlike.js';

/** For a longer run: FIRST_PROGRAM=1000 PROGRAMS=500. */
const first = Number(process.env.FIRST_PROGRAM ?? 1);
const count = Number(process.env.PROGRAMS ?? 4);
const seeds = Array.from({ length: count }, (_, index) => first + index);

/** Of the largest number of an array. */
const TOLERANCE = 1e-4;
/**
 * Relative changes of inputs that eager training is held against where a program multiplies rounding's noise: a bias in front of a batch
 * normalization has a gradient of nothing but noise, which an optimizer that divides by its size makes whole steps of.
 */
const NUDGES = [1e-6, -1e-6, 3e-6];
/** A few nudges are a sample: noise may take a program somewhat further. */
const MARGIN = 3;

it(`runs ${count} random programs of models that share layers compiled as op by op`, async () => {
  const off = await ranPrograms(seeds, 'off');
  const auto = await ranPrograms(seeds, 'auto');
  expect(
    [...off.programs, ...auto.programs].flatMap(({ seed, failed }) => (failed ? [`${seed}: ${failed}`] : [])),
  ).toEqual([]);
  expect(auto.compiledFits).toBeGreaterThan(count);
  const apart = off.programs.filter((program, index) => distance(program, auto.programs[index]) > TOLERANCE);
  if (apart.length === 0) return;
  const again = apart.map(({ seed }) => seed);
  const nudged: RanPrograms[] = [];
  for (const nudge of NUDGES) nudged.push(await ranPrograms(again, 'off', 1 + nudge));
  const told = apart.flatMap((program, index) => {
    const own = distance(program, auto.programs[program.seed - first]);
    const byNudge = Math.max(...nudged.map(({ programs }) => distance(program, programs[index])));
    console.log(`seed ${program.seed}: ${own.toPrecision(2)}, ${byNudge.toPrecision(2)} when nudged (${program.what})`);
    return own <= MARGIN * byNudge ? [] : [program.seed];
  });
  expect(told).toEqual([]);
});

function distance(a: RanProgram, b: RanProgram | undefined): number {
  return largestDifference([a.seen, a.weights], [b?.seen, b?.weights]);
}
