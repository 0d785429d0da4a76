import { expect, test } from 'vitest';
import { RunPositions } from '../../../src/runs/positions.js';
import { SyntheticFit, SyntheticRun, trainVanishing } from '../../webview/support/syntheticRun.js';

test('A run is looked at where a person moved it, as long as memory holds that batch', () => {
  const run = new SyntheticRun('a');
  const fit = new SyntheticFit();
  trainVanishing(fit, 20);
  run.fits = [fit];
  const positions = new RunPositions();
  const moved: unknown[] = [];
  positions.onDidMove((each) => moved.push(each));
  expect(positions.of(run)).toBeNull();
  positions.move(run, { fit: 1, step: 7 });
  expect(positions.of(run)).toEqual({ fit: 1, step: 7 });
  run.fits = [new SyntheticFit()];
  expect(positions.of(run)).toBeNull();
  run.fits = [fit];
  expect(positions.of(run)).toEqual({ fit: 1, step: 7 });
  positions.move(run, null);
  expect(positions.of(run)).toBeNull();
  expect(moved).toEqual([run, run]);
  positions.dispose();
});
