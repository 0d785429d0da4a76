import { expect, it } from 'vitest';
import type { Tensor, Tfjs } from '../../../src/tfjs/tfjs.js';
import { Penalty } from '../../../src/trainer/fit/penalty.js';

const tidy: Pick<Tfjs, 'tidy'>['tidy'] = (work: unknown) => (work as () => never)();
const scalar = (value: number) => ({ dataSync: () => Float32Array.of(value) }) as unknown as Tensor;

/** Measuring takes so many milliseconds of a clock that otherwise stands. */
function penalty(losses: (() => Tensor[]) | null, cost = 0) {
  const clock = { now: 0, asked: 0 };
  const ask = () => {
    clock.asked++;
    clock.now += cost;
    return losses?.() ?? [];
  };
  return { clock, penalty: new Penalty({ tidy }, losses && ask, () => clock.now) };
}

it('A penalty is the sum of what the layers add', () => {
  const { penalty: made } = penalty(() => [scalar(0.5), scalar(0.25)]);
  expect([made.first(), made.measured(1)]).toEqual([0.75, 0.75]);
});

it('There is none where nothing is added, and none that cannot be told', () => {
  const nothing = penalty(() => []);
  expect([nothing.penalty.first(), nothing.penalty.measured(1), nothing.clock.asked]).toEqual([
    undefined,
    undefined,
    1,
  ]);
  const failing = penalty(() => {
    throw new Error('The tensor is disposed.');
  });
  expect([failing.penalty.first(), failing.penalty.measured(1), failing.clock.asked]).toEqual([
    undefined,
    undefined,
    1,
  ]);
  expect(penalty(() => [scalar(Number.NaN)]).penalty.first()).toBeUndefined();
  expect(penalty(null).penalty.first()).toBeUndefined();
});

it('It is measured less often where that would take more than half a percent of the time', () => {
  const { penalty: made, clock } = penalty(() => [scalar(1)], 15);
  expect([made.measured(1), made.measured(1)]).toEqual([1, undefined]);
  clock.now = 6001;
  expect([made.measured(1), made.measured(1)]).toEqual([1, undefined]);
});
