import { kerasTrainingOf } from '../../../../src/keras/training/kerasTraining.js';
import { innerModel, type Tensor, type Tfjs } from '../../../../src/tfjs/tfjs.js';
import { makeKerasModel } from '../../../unit/keras/support/makeKerasModel.js';
import type { EpochCase } from './epochFixtures.js';
import type { Numbers } from './fixtures.js';
import { setWeights } from './trainCase.js';

const EPOCHS = 2;

/** What is logged of each epoch of a fixture, training without shuffling and then validation. */
export function trainEpochs(tf: Tfjs, fixture: EpochCase): Record<string, number>[] {
  const { declaration, x, y, sampleWeights, weights, batch } = fixture;
  const { model } = makeKerasModel(declaration, { tf, assign: () => {} });
  setWeights(tf, model, weights);
  const inner = innerModel(model);
  const training = inner && kerasTrainingOf(inner);
  if (!inner || !training) throw new Error('The model is not compiled');
  const train = inner.makeTrainFunction();
  const trainBatch = (data: Tensor[]) => {
    const scalars = train(data);
    const [loss] = scalars.map((scalar) => scalar.dataSync()[0] ?? Number.NaN);
    tf.dispose(scalars);
    return loss ?? Number.NaN;
  };
  const testBatch = ([xs, ys, own]: Tensor[]) => training.testStep(xs as Tensor, ys as Tensor, own ?? null);
  return Array.from({ length: EPOCHS }, () => {
    training.resetMetrics('train');
    training.resetMetrics('test');
    const count = (rows: number) => training.lossCount(rows);
    const loss = meanLoss(tf, [x[0], y[0], sampleWeights[0]], batch, count, trainBatch);
    const valLoss = meanLoss(tf, [x[1], y[1], sampleWeights[1]], batch, count, testBatch);
    const tested = Object.entries(training.results('test')).map(([name, value]) => [`val_${name}`, value]);
    return { loss, val_loss: valLoss, ...training.results('train'), ...Object.fromEntries(tested) };
  });
}

/** Of each batch in order, the last one smaller. */
function meanLoss(
  tf: Tfjs,
  data: readonly (Numbers | null)[],
  size: number,
  countOf: (rows: number) => number,
  step: (batch: Tensor[]) => number,
): number {
  const whole = data.filter((each) => each !== null);
  const rows = whole[0]?.shape[0] ?? 0;
  let [sum, counted] = [0, 0];
  for (let start = 0; start < rows; start += size) {
    const count = Math.min(size, rows - start);
    const batch = whole.map(({ values, shape: [, ...sample] }) => {
      const width = sample.reduce((product, each) => product * each, 1);
      return tf.tensor(values.slice(start * width, (start + count) * width), [count, ...sample]);
    });
    sum += step(batch) * countOf(count);
    counted += countOf(count);
    tf.dispose(batch);
  }
  return sum / counted;
}
