import { expect, test } from 'vitest';
import { fitView } from '../../../src/dashboard/view/fitView.js';
import { depthLine, lineText, shrinkText } from '../../../webview/compare/depthLines.js';
import { slotsOf } from '../../../webview/plots/trackLook.js';
import { denseLayers, SyntheticFit } from '../../webview/support/syntheticRun.js';

test('A run is drawn by depth at the batch that is picked, at its own last one where it has not come so far', () => {
  const fit = fitView(new SyntheticFit({ layers: denseLayers(2, true) }).summary);
  // Two batches a bucket; the last one has one.
  const heat = { size: 2, from: 0, columns: 2, values: Float32Array.of(1, 0.25, 2, 0.5) };
  const progress = { batches: 3 } as never;
  const at = (batch: number | null) => depthLine({ fit, heat, progress }, { kind: 'main' }, batch);
  const norms = (batch: number | null) => at(batch)?.layers.map(({ norm }) => norm);
  expect([norms(1), norms(3), norms(9), norms(null)]).toEqual([
    [1, 2],
    [0.25, 0.5],
    [0.25, 0.5],
    [0.25, 0.5],
  ]);
  expect([at(1)?.first, at(1)?.last, at(null)?.first, at(null)?.last]).toEqual([1, 2, 3, 3]);
  const line = at(1) ?? expect.fail('It is there');
  expect(lineText(line)).toBe('this run: 2 Dense 64 sigmoid 1.00, 3 Dense 64 sigmoid 2.00');
  expect(shrinkText(line)).toBe('this run: 2.0 times smaller');
  const told = (...values: number[]) => shrinkText({ ...line, layers: values.map((norm) => ({ label: '', norm })) });
  expect(told(10, 1)).toBe('this run: 10 times larger');
  expect(told(0, 1)).toBe('this run: no gradient at all');
  expect(told(Number.NaN, 1)).toBe('this run: not known');
  expect(depthLine({ fit, heat: null, progress }, { kind: 'main' }, null)).toBeNull();
});

test('A run keeps its slot as others come and go, and a new one gets the lowest that is free', () => {
  const first = slotsOf(['a', 'b', 'c'], new Map());
  const second = slotsOf(['c', 'd', 'a', 'e'], first);
  expect(Object.fromEntries(second)).toEqual({ a: 0, d: 1, c: 2, e: 3 });
});
