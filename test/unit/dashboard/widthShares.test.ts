import { expect, test } from 'vitest';
import type { WidthAnswer } from '../../../src/protocol/depth/answers.js';
import { widthConclusion } from '../../../webview/depth/widthConclusion.js';
import { type FirstLayer, narrower, shareOf, totalsOf } from '../../../webview/depth/widthShares.js';

const FIRST: FirstLayer = {
  layer: 0,
  inputs: 1000,
  units: 64,
  hasBias: true,
  places: 1,
  widestBehind: 64,
  next: { layer: 2, units: 10, places: 1 },
};

/** A Dense layer of 64 units on 1,000 features, a layer without weights, and 10 units behind. */
const LAYERS = [layer('1 Dense 64 relu', 64_064, 64_000), layer('2 Dropout', 0, 0), layer('3 Dense 10', 650, 640)];

function layer(label: string, params: number, count: number | null) {
  return { label, line: null, params, multiplyAdds: count === null ? null : { count, how: 'kernel' } };
}

const answer = (first: FirstLayer | null): WidthAnswer => ({
  lesson: 'width',
  samples: 32,
  repetitions: 25,
  times: [0.3, 0, 0.1].map((milliseconds, index) => ({ layer: index, milliseconds })),
  first,
});

test('Shares of weights, multiply-adds, and time are of all layers', () => {
  const totals = totalsOf(answer(FIRST), LAYERS);
  expect(totals).toMatchObject({ params: 64_714, multiplyAdds: 64_640, isWhole: true });
  expect(totals.milliseconds).toBeCloseTo(0.4);
  expect(shareOf(64_064, totals.params)).toBeCloseTo(0.98996, 5);
  expect(shareOf(0, 0)).toBe(0);
  const open = [...LAYERS.slice(0, 2), layer('3 Dense 10', 650, null)];
  expect(totalsOf(answer(FIRST), open)).toMatchObject({ multiplyAdds: 64_000, isWhole: false });
});

test('Fewer units save their columns, their biases, and their rows in the next layer', () => {
  expect(narrower(FIRST)).toEqual([
    { units: 32, savedParams: 32 * (1000 + 1 + 10), savedMultiplyAdds: 32 * 1010 },
    { units: 16, savedParams: 48 * 1011, savedMultiplyAdds: 48 * 1010 },
    { units: 6, savedParams: 58 * 1011, savedMultiplyAdds: 58 * 1010 },
  ]);
  // At each of 7 places, without a bias, and with nothing behind it that would narrow, too.
  const [half] = narrower({ ...FIRST, hasBias: false, places: 7, next: null });
  expect(half).toEqual({ units: 32, savedParams: 32_000, savedMultiplyAdds: 7 * 32_000 });
  expect(narrower({ ...FIRST, units: 3 }).map(({ units }) => units)).toEqual([2, 1]);
  expect(narrower({ ...FIRST, units: 1 })).toEqual([]);
});

test('The conclusion names the share and its cause, or why the lesson does not apply', () => {
  expect(widthConclusion(answer(FIRST), LAYERS)).toBe(
    '99% of the weights sit in layer 1, because the input has 1,000 features. With 32 units, not 64, the net would have 50% fewer weights.',
  );
  expect(widthConclusion(answer({ ...FIRST, widestBehind: 1000 }), LAYERS)).toContain(
    'sit in layer 1, which has 64 units for 1,000 features.',
  );
  expect(widthConclusion(answer(null), LAYERS)).toBe(
    'This lesson does not apply: the first layer with weights, 1 Dense 64 relu, is not Dense. It has 99% of the weights.',
  );
  const [first, middle] = LAYERS;
  const deep = [first, middle, layer('3 Dense 3000', 195_000, 192_000)].flatMap((each) => each ?? []);
  expect(widthConclusion(answer(FIRST), deep)).toBe(
    'This lesson does not apply: layer 1 takes 1,000 features and has 25% of the weights, under half. The largest share, 75%, is in 3 Dense 3000.',
  );
  expect(widthConclusion(answer(null), [])).toBe('This net has no weights, so no layer has a share of them.');
});
