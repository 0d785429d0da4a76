import { describe, expect, it } from 'vitest';
import { findModels } from '../../../src/source/findModels.js';
import { refuseShares } from '../../../src/sweep/dataShares.js';
import { editedModel, keptModel } from '../../../src/sweep/editedModel.js';
import { tunablesOf } from '../../../src/sweep/tunables.js';
import { withValues } from '../../../src/sweep/typedValues.js';

const HEAD = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
`;
const FITTED = 'await model.fit(x, y, { epochs: 3 });';

function shareOf(training: string) {
  const text = HEAD + training;
  const models = findModels(text, '/w/net.js');
  const [model] = models;
  const found = model && tunablesOf(model).find(({ parameter }) => parameter.kind === 'data');
  if (!found) return expect.fail('it has data');
  return { source: { text, models, model }, ...found };
}

describe('the share of the data', () => {
  it('is offered where a fit may have one, and refused where the file draws samples itself', () => {
    const { parameter, isProposed } = shareOf(FITTED);
    expect(parameter).toMatchObject({ id: 'data', own: 1, line: null, values: [0.1, 0.3, 1], scale: 'log' });
    expect(isProposed).toBe(true);
    for (const training of [
      'await model.fitDataset(batches, { epochs: 1 });',
      'await model.trainOnBatch(x, y);',
      'optimizer.minimize(() => tf.losses.meanSquaredError(y, model.apply(x)));',
    ]) {
      const { source, parameter: own, isProposed: isOffered } = shareOf(training);
      expect(isOffered).toBe(false);
      expect(() => refuseShares({ parameters: [own] }, source.model, { build: null })).toThrow('draws its samples');
      expect(() => refuseShares({ parameters: [] }, source.model, { build: null })).not.toThrow();
    }
  });

  it.each(['0', '-0.1', '1.5', '30%'])('cannot be %s', (text) => {
    expect(() => withValues(shareOf(FITTED).parameter, `0.5,${text}`, false)).toThrow(/share of the data|not a number/);
  });

  it('changes nothing of the file, and has no place in it', async () => {
    const { source, parameter } = shareOf(FITTED);
    const edited = await editedModel(source, [parameter], { data: 0.1 }, findModels);
    expect(edited.text).toBe(source.text);
    const kept = (data: number) => keptModel(source, [parameter], { data }, findModels);
    expect((await kept(0.1)).left).toEqual([parameter]);
    expect((await kept(1)).left).toEqual([]);
  });
});
