import { describe, expect, it } from 'vitest';
import { kerasFitArguments } from '../../../src/keras/kerasFitArguments.js';
import { layersDeclared } from './support/declared.js';
import { made, problem, tf } from './support/made.js';

const fitted = (args: string, layers = ['Dense(1, input_dim=2)']) =>
  layersDeclared(layers, 2, `model.compile('sgd', 'mse')\nmodel.fit(x, y, ${args})`);

const fitOf = (args: string) => kerasFitArguments(fitted(args), tf);

/** Numbers of each epoch for a callback, which is asked after each; how often it was before it ended training. */
async function epochsUntilStop(args: string, losses: readonly number[]): Promise<number> {
  const declaration = fitted(args);
  const [callback] = kerasFitArguments(declaration, tf).callbacks;
  if (!callback) throw new Error('There is no callback');
  const { model } = made(declaration);
  callback.setModel((model as unknown as { model: Parameters<typeof callback.setModel>[0] }).model);
  await callback.onTrainBegin();
  for (const [epoch, loss] of losses.entries()) {
    await callback.onEpochEnd(epoch, { val_loss: loss, loss });
    if ((model as unknown as { model: { stopTraining: boolean } }).model.stopTraining) return epoch + 1;
  }
  return losses.length;
}

describe('the arguments of fit', () => {
  it('are those of Keras, by old names too', () => {
    expect(fitOf('epochs=7, batch_size=64, validation_split=0.2, shuffle=False, verbose=2')).toMatchObject({
      epochs: 7,
      batchSize: 64,
      validationSplit: 0.2,
      shuffle: false,
      callbacks: [],
    });
    expect(fitOf('nb_epoch=3, show_accuracy=True')).toMatchObject({ epochs: 3, batchSize: null, shuffle: null });
    expect(kerasFitArguments(layersDeclared(['Dense(1, input_dim=2)']), tf)).toMatchObject({
      epochs: null,
      callbacks: [],
    });
  });

  it('take the batch size of a model with state from its input', () => {
    const stateful = fitted('epochs=2', ['LSTM(3, stateful=True, batch_input_shape=(4, 5, 2))', 'Dense(1)']);
    expect(kerasFitArguments(stateful, tf).batchSize).toBe(4);
    expect(made(stateful).model.inputs[0]?.shape).toEqual([4, 5, 2]);
  });

  it('say what is Python', () => {
    expect(fitOf('callbacks=[LearningRateScheduler(f), ModelCheckpoint("a.h5")]').notes).toEqual([
      'LearningRateScheduler calls a Python function, which is not run: the learning rate stays as it is.',
    ]);
  });

  it('are refused where they fit nothing', () => {
    expect(() => fitOf('validation_split=1.5')).toThrow('validation_split must be between 0 and 1; it is 1.5.');
    expect(() => fitOf('epochs="many"')).toThrow("epochs of fit must be a number; it is 'many'.");
    expect(problem(fitted('epochs=1'))).toBe('none');
  });
});

describe('EarlyStopping', () => {
  it('waits as long as it is told to', async () => {
    const falling = [5, 4, 3, 3.5, 3.2, 3.1, 2, 1];
    expect(await epochsUntilStop('callbacks=[EarlyStopping()]', falling)).toBe(4);
    expect(await epochsUntilStop('callbacks=[EarlyStopping(patience=3)]', falling)).toBe(6);
    expect(await epochsUntilStop('callbacks=[EarlyStopping(patience=4)]', falling)).toBe(8);
    expect(await epochsUntilStop('callbacks=[EarlyStopping(min_delta=2, patience=2)]', falling)).toBe(3);
    expect(await epochsUntilStop('callbacks=[EarlyStopping(monitor="loss", mode="max", patience=2)]', falling)).toBe(3);
    expect(await epochsUntilStop('callbacks=[EarlyStopping(monitor="val_accuracy")]', falling)).toBe(8);
  });
});

describe('ReduceLROnPlateau', () => {
  it('lowers the learning rate after a plateau, not below its end', async () => {
    const declaration = fitted('callbacks=[ReduceLROnPlateau(factor=0.1, patience=2, min_lr=0.0005)]');
    const [callback] = kerasFitArguments(declaration, tf).callbacks;
    if (!callback) throw new Error('There is no callback');
    const { model } = made(declaration);
    const inner = (model as unknown as { model: { optimizer: { learningRate: number } } }).model;
    callback.setModel(inner as never);
    await callback.onTrainBegin();
    const rates: number[] = [];
    for (const loss of [3, 2, 2, 2, 2, 2, 2]) {
      await callback.onEpochEnd(rates.length, { val_loss: loss });
      rates.push(Number(inner.optimizer.learningRate.toPrecision(6)));
    }
    expect(rates).toEqual([0.01, 0.01, 0.01, 0.001, 0.001, 0.0005, 0.0005]);
  });
});
