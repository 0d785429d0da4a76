import { expect, it } from 'vitest';
import { UnitRoom } from '../../../src/trainer/predictions/unitRoom.js';

it('The surfaces of units of all fits take a 16th of a run’s files, half of it kept for the ends of fits', () => {
  const room = new UnitRoom(16 * 1000);
  const take = (bytes: number, isLast: boolean, elapsed = 2000, now = 0) => room.take({ bytes, isLast, elapsed, now });
  expect([take(400, false), take(200, false), take(200, true), take(200, true)]).toEqual([true, false, true, true]);
  expect([take(100, true, 10, 999), take(100, true, 10, 1000), take(100, true), take(1, true)]).toEqual([
    ...[false, true],
    ...[true, false],
  ]);
});
