import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendKind } from '../../src/protocol/backend.js';
import type { CompiledStep } from '../../src/protocol/trainer.js';
import { isCompiled } from './compiled/support/stepModes.js';
import { fixture } from './support/fixture.js';
import { statisticOf } from './support/rows.js';
import { runToEnd, type Told } from './support/trainerRun.js';

interface Line {
  readonly name: string;
  /** Null where there is none. */
  readonly cosines: readonly (number | null)[];
  readonly memory: { readonly numBytes: number };
}

/** A fit of the files below: its number, and what the reference calls it. */
type ReferredFit = readonly [fit: number, name: string, from: number];

function linesOf({ stdout }: Told, name?: string): Line[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"name"'));
  return lines.map((line): Line => JSON.parse(line)).filter((line) => !name || line.name === name);
}

function expectReferred(run: Told, [fit, name, from]: ReferredFit): void {
  const variables = run.fits[fit - 1]?.variables ?? [];
  expect(variables).toHaveLength(12);
  for (const index of variables.keys()) {
    const cosines = statisticOf(run, index, 'gradCosine', fit);
    const expected = linesOf(run, name)
      .slice(from, from + cosines.length)
      .map((line) => line.cosines[index] ?? Number.NaN);
    expect(cosines.length).toBeGreaterThan(10);
    expect(expected).toHaveLength(cosines.length);
    expect(cosines[0]).toBeNaN();
    const wrong = [...cosines.keys()].filter(
      (batch) =>
        !Object.is(cosines[batch], expected[batch]) &&
        !(Math.abs((cosines[batch] ?? 0) - (expected[batch] ?? 0)) < 2e-4),
    );
    const told = wrong.map((batch) => `${batch}: ${cosines[batch]} instead of ${expected[batch]}`);
    expect(told, `fit ${fit}, ${variables[index]?.name}`).toEqual([]);
  }
}

const project = (entry: string, ...hows: object[]) => ({
  ...fixture('cosine', entry),
  'hows.json': JSON.stringify(hows),
});

const backends: [BackendKind, CompiledStep][] = [
  ['tfjs-node', 'off'],
  ['tfjs-node', 'auto'],
  ['wasm', 'off'],
];

describe.each(backends)('the cosine of gradients on %s, compiled steps %s', (backend, compiledStep) => {
  const options = { backend, compiledStep };
  let run: Told;
  let unmeasured: Told;

  beforeAll(async () => {
    run = await runToEnd(project('every.mjs', { fits: 2 }, { ownLoss: true }, { scale: 1e-13 }), options);
    expect(run.problems).toEqual([]);
    expect(run.fits).toHaveLength(9);
    unmeasured = await runToEnd(project('fit.mjs', {}), { ...options, statistics: false });
  });

  it.each([
    ['of a model that is compiled', [1, 2]],
    ['with a loss of the user’s own', [3]],
    ['whose squares vanish in float32', [4]],
  ])('equals that of tf.variableGrads, in a fit %s', (_, fits) => {
    for (const fit of fits) {
      expect(isCompiled(run, fit)).toBe(compiledStep !== 'off');
      expectReferred(run, [fit, 'fit', (fit - 1) * 18]);
      expect(Math.min(...statisticOf(run, 0, 'gradNorm', fit))).toBeGreaterThan(0);
    }
  });

  it('equals that of tf.variableGrads, of models that take turns and of a loop', () => {
    for (const fit of [5, 6, 7]) expect(isCompiled(run, fit)).toBe(compiledStep !== 'off');
    expectReferred(run, [5, 'model 1', 0]);
    expectReferred(run, [6, 'model 2', 0]);
    expectReferred(run, [7, 'loop', 0]);
  });

  it('is 1 in steady descent, -1 where training jumps from side to side', () => {
    for (const [fit, cosine] of [
      [8, 1],
      [9, -1],
    ] as const) {
      const [first, ...others] = statisticOf(run, 0, 'gradCosine', fit);
      expect(first).toBeNaN();
      expect(others).toHaveLength(11);
      for (const each of others) expect(each).toBeCloseTo(cosine, 6);
    }
  });

  it('leaves what tfjs tells of its memory and variables as it is', () => {
    const [measured, plain] = [run, unmeasured].map((each) => linesOf(each, 'fit').map(({ memory }) => memory));
    expect(plain).toHaveLength(18);
    expect(measured?.slice(0, 18)).toEqual(plain);
    // Once the optimizer has its own, tfjs keeps a number an epoch; what was measured of a gradient of the user's own is not seen.
    const [first = 0, ...later] = (plain ?? []).slice(1).map(({ numBytes }) => numBytes);
    expect(Math.max(...later) - first).toBeLessThanOrEqual(6 * 4);
  });

  it('is not measured, nor anything else of gradients, where that is turned off', () => {
    expect(unmeasured.records.flatMap(({ loss }) => [...loss]).every(Number.isFinite)).toBe(true);
    expect(unmeasured.records.flatMap(({ statistics }) => [...statistics]).every(Number.isNaN)).toBe(true);
    expect(unmeasured.problems).toEqual([]);
  });
});
