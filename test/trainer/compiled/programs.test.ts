import { expect, it } from 'vitest';
import { type RanProgram, ranPrograms } from './support/ranPrograms.js';
import { largestDifference } from './support/unlike.js';

/** For a longer run: FIRST_PROGRAM=1000 PROGRAMS=500. */
const first = Number(process.env.FIRST_PROGRAM ?? 1);
const count = Number(process.env.PROGRAMS ?? 5);
const seeds = Array.from({ length: count }, (_, index) => first + index);

/** Of the largest number of an array. */
const TOLERANCE = 1e-4;
/** Relative change of inputs that eager training is held against where a program multiplies rounding's noise. */
const NUDGE = 1e-6;

const timeout = 300_000 + count * 20_000;

it(`runs ${count} random programs of models that share layers compiled as op by op`, { timeout }, async () => {
  const off = await ranPrograms(seeds, 'off');
  const auto = await ranPrograms(seeds, 'auto');
  expect(
    [...off.programs, ...auto.programs].flatMap(({ seed, failed }) => (failed ? [`${seed}: ${failed}`] : [])),
  ).toEqual([]);
  expect(auto.compiledFits).toBeGreaterThan(count);
  const apart = off.programs.filter((program, index) => distance(program, auto.programs[index]) > TOLERANCE);
  if (apart.length === 0) return;
  const again = apart.map(({ seed }) => seed);
  const nudged = await ranPrograms(again, 'off', 1 + NUDGE);
  const told = apart.flatMap((program, index) => {
    const own = distance(program, auto.programs[program.seed - first]);
    const byNudge = distance(program, nudged.programs[index]);
    console.log(`seed ${program.seed}: ${own.toPrecision(2)}, ${byNudge.toPrecision(2)} when nudged (${program.what})`);
    return own <= byNudge ? [] : [program.seed];
  });
  expect(told).toEqual([]);
});

function distance(a: RanProgram, b: RanProgram | undefined): number {
  return largestDifference([a.seen, a.weights], [b?.seen, b?.weights]);
}
