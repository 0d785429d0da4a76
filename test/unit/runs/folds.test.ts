import { expect, it } from 'vitest';
import { foldsView, openFolds } from '../../../src/dashboard/view/foldsView.js';
import { ofKey } from '../../../src/protocol/dashboard/foldsPart.js';
import { foldsOf } from '../../../src/runs/folds.js';
import { spreadOf } from '../../../webview/compare/spread.js';
import { SyntheticFit } from '../../webview/support/syntheticRun.js';

/** A fit of a model that was made for it. */
function fold(fit: number, losses: readonly number[], changed: Partial<SyntheticFit['summary']> = {}): SyntheticFit {
  const variables = [{ name: `dense_${fit}/kernel`, weight: 'kernel', layer: 0, shape: [2, 1] }];
  const made = new SyntheticFit({ fit, ...changed });
  Object.assign(made.summary, { variables });
  for (const loss of losses) made.endEpoch({ loss, val_acc: 1 - loss });
  return made;
}

it('Fits of the same model with weights of their own are folds; the same model once more, or another one, is none', () => {
  const folds = [fold(1, [0.5]), fold(2, [0.25])];
  const other = fold(3, [0.5], { learningRate: 1 });
  expect(foldsOf([...folds, other], folds[0] ?? other)).toEqual(folds);
  expect(foldsOf([...folds, other], other)).toEqual([]);
  const again = fold(4, [0.5]);
  Object.assign(again.summary, { variables: folds[0]?.summary.variables });
  expect(foldsOf([...folds, again], again)).toEqual([]);
});

it('Folds have a mean and a range at each epoch, and each its best and last value', () => {
  const folds = [fold(1, [0.5, 0.25, 0.375]), fold(2, [0.75, Number.NaN])];
  const view = foldsView(folds);
  expect(view.keys).toEqual([
    { name: 'loss', higherIsBetter: false },
    { name: 'val_acc', higherIsBetter: true },
  ]);
  const loss = ofKey(view, 'epochs', 'loss') ?? expect.fail('It is there');
  expect([view.mean, view.min, view.max].map((values) => [...loss(values)])).toEqual([
    [0.625, 0.25, 0.375],
    [0.5, 0.25, 0.375],
    [0.75, 0.25, 0.375],
  ]);
  const accuracy = ofKey(view, 'fits', 'val_acc') ?? expect.fail('It is there');
  expect([...accuracy(view.best)]).toEqual([0.75, 0.25]);
  expect([...accuracy(view.last)]).toEqual([0.625, Number.NaN]);
  expect(ofKey(view, 'fits', 'mae')).toBeNull();
  const source = openFolds({ fits: folds }, folds[0] ?? fold(9, []));
  const before = source.version();
  folds[1]?.endEpoch({ loss: 0.5, val_acc: 0.5 });
  expect(source.version()).not.toBe(before);
  expect(openFolds({ fits: folds.slice(1) }, folds[1] ?? fold(9, [])).version()).toBeNull();
});

it('A spread is of the values that there are, between them a sample’s deviation', () => {
  expect(spreadOf(Float32Array.of(1, 3, Number.NaN))).toEqual({ count: 2, mean: 2, deviation: Math.SQRT2 });
  expect(spreadOf(Float32Array.of(2)).deviation).toBeNaN();
});
