import { expect, test } from 'vitest';
import { UNKNOWN_CODE } from '../../../src/runs/changes/codeNow.js';
import { RunTexts } from '../../../src/runs/stored/runTexts.js';
import { endedAs, newRun, TRAINS } from './newRun.js';

test('What changed between two runs is read once, when both have ended and it could be read', async () => {
  let asked = 0;
  let fails = true;
  const readChanges = async () => {
    asked++;
    if (fails) throw new Error('The thread is gone');
    return 'line 3: 1 to 2';
  };
  const reader = { readChanges, readSources: async () => [], codeNow: async () => UNKNOWN_CODE };
  const texts = new RunTexts(reader, (id) => `/runs/${id}`);
  const first = newRun(endedAs('completed'), { id: 'first' });
  const second = newRun(endedAs('completed'), { id: 'second' });
  const going = newRun(TRAINS, { id: 'going' });

  expect(await texts.whatChanged(first, null)).toBeNull();
  expect(await texts.whatChanged(second, first)).toBeNull();
  fails = false;
  expect(await texts.whatChanged(second, first)).toBe('line 3: 1 to 2');
  expect(await texts.whatChanged(second, first)).toBe('line 3: 1 to 2');
  expect(asked).toBe(2);
  for (const [run, previous] of [
    [going, first],
    [second, going],
  ] as const) {
    await texts.whatChanged(run, previous);
    await texts.whatChanged(run, previous);
  }
  expect(asked).toBe(6);
});
