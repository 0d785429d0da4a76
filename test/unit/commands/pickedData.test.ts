import { expect, it } from 'vitest';
import { PickedData } from '../../../src/commands/data/pickedData.js';
import type { ChosenModel } from '../../../src/commands/modelTarget.js';
import { Emitter } from '../../../src/lifecycle/emitter.js';
import type { DataSpec } from '../../../src/protocol/data.js';
import type { Run, RunChange } from '../../../src/runs/types.js';

const IRIS: DataSpec = { kind: 'builtin', name: 'iris' };
const XOR: DataSpec = { kind: 'builtin', name: 'xor' };
const DIGITS: DataSpec = { kind: 'builtin', name: 'digits' };

const model = { file: '/net.js', name: 'model' };
const target = (data?: DataSpec) =>
  ({ model, models: [model], choice: { choices: { data } } }) as unknown as ChosenModel;
const REFUSED = { kind: 'problem', problem: { kind: 'data', severity: 'error' } };

/** What is chosen in gradlens.json, and what picks data. */
function picking(change?: () => Promise<void>) {
  const chosen: (DataSpec | undefined)[] = [];
  const said: string[] = [];
  const keep = async (_model: unknown, _models: unknown, { data }: { data?: DataSpec }) => {
    chosen.push(data);
    if (data === undefined) await change?.();
  };
  return { picked: new PickedData({ change: keep }, (line) => said.push(line)), chosen, said };
}

function runOn(data: DataSpec) {
  const changed = new Emitter<RunChange>();
  const fits: unknown[] = [];
  const run = { request: { build: { data } }, fits, state: { kind: 'active' }, onDidChange: changed.event };
  return { run: run as unknown as Run, tell: (change: object) => changed.fire(change as RunChange), fits };
}

it('data that does not fit is taken back, and is offered again', async () => {
  const { picked, chosen } = picking();
  await picked.keep(target(XOR), IRIS);
  const { run, tell } = runOn(IRIS);
  picked.follow(run, target(IRIS));
  tell(REFUSED);
  expect(chosen).toEqual([IRIS, XOR]);
  expect(picked.refusedFor(target().model)).toEqual(IRIS);
});

it('data that has trained the model stays', async () => {
  const { picked, chosen } = picking();
  await picked.keep(target(), IRIS);
  const { run, tell, fits } = runOn(IRIS);
  picked.follow(run, target(IRIS));
  fits.push({});
  tell({ kind: 'fitStarted' });
  tell(REFUSED);
  expect(chosen).toEqual([IRIS]);
  expect(picked.refusedFor(target().model)).toBeNull();
});

it('what is gone back to is what was there before all that has trained nothing yet', async () => {
  const { picked, chosen } = picking();
  await picked.keep(target(), IRIS);
  await picked.keep(target(IRIS), DIGITS);
  const { run, tell } = runOn(DIGITS);
  picked.follow(run, target(DIGITS));
  tell(REFUSED);
  expect(chosen).toEqual([IRIS, DIGITS, undefined]);
});

it('data that was picked while a run began stays whatever becomes of that run, and is followed in its own', async () => {
  const { picked, chosen } = picking();
  await picked.keep(target(XOR), IRIS);
  const first = runOn(IRIS);
  picked.follow(first.run, target(IRIS));
  await picked.keep(target(IRIS), DIGITS);
  first.tell(REFUSED);
  expect(chosen).toEqual([IRIS, DIGITS]);
  const second = runOn(DIGITS);
  picked.follow(second.run, target(DIGITS));
  second.tell(REFUSED);
  expect(chosen).toEqual([IRIS, DIGITS, XOR]);
});

it('a choice that cannot be taken back is told of', async () => {
  const { picked, said } = picking(() => Promise.reject(new Error('The disk is full.')));
  await picked.keep(target(), IRIS);
  const { run, tell } = runOn(IRIS);
  picked.follow(run, target(IRIS));
  tell(REFUSED);
  await expect.poll(() => said.at(-1)).toBe('The choice of data for model cannot be taken back: The disk is full.');
});
