import { expect, it } from 'vitest';
import { findModels } from '../../../../../src/source/findModels.js';
import { declareKeras } from '../../../../../src/source/python/reader/declareKeras.js';

const source = `
import numpy as np, random
from keras import Sequential, layers
x = np.random.rand(4, 2)
y = np.array([[random.random()] for _ in range(4)])
z = np.random.default_rng().normal(size=(4, 2))
own = np.random.RandomState(3).rand(4, 2)
model = Sequential([layers.Dense(1)])
model.compile('sgd', 'mse')
model.fit(x, y, sample_weight=z)
model.fit(own, y)
`;

/** The numbers that a source's random arrays hold, in their order. */
function arrays(seed: number | null): string[] {
  const [model] = findModels(source, 'net.py');
  if (!model) throw new Error('There is no model');
  const { values } = declareKeras(source, 'net.py', model, {}, { seed });
  return [...values.arrays.values()].map(({ data }) => String(Array.from(data)));
}

it("random numbers of the source's data follow from the run's seed, but for those with a seed of their own", () => {
  const [plain, once, again, other] = [arrays(null), arrays(7), arrays(7), arrays(8)];
  expect(once).toHaveLength(4);
  expect(again).toEqual(once);
  const changed = (numbers: readonly string[]) => once.map((each, index) => each !== numbers[index]);
  const own = once.indexOf(plain.find((each) => once.includes(each)) ?? '');
  expect(changed(plain).filter((is) => !is)).toHaveLength(1);
  expect(changed(other)).toEqual(once.map((_, index) => index !== own));
});
