import { describe, expect, it } from 'vitest';
import { fitSettings } from '../../../src/keras/fitSettings.js';
import type { KerasCall, KerasDeclaration } from '../../../src/protocol/keras.js';
import { layersDeclared } from './support/declared.js';
import { made, problem } from './support/made.js';

const fitted = (args: string, layers = ['Dense(1, input_dim=2)']) =>
  layersDeclared(layers, 2, `model.compile('sgd', 'mse')\nmodel.fit(x, y, ${args})`);

const settingsOf = (args: string, version: KerasDeclaration['version'] = 2) =>
  fitSettings(fitted(args).fit as KerasCall, version);

const withArgument = (named: KerasCall['named']) => fitSettings({ ...(fitted('epochs=1').fit as KerasCall), named }, 2);

describe('the arguments of fit', () => {
  it('are those of Keras, by old names too', () => {
    expect(settingsOf('epochs=7, batch_size=64, validation_split=0.2, shuffle=False, verbose=2')).toMatchObject({
      epochs: 7,
      batchSize: 64,
      validationSplit: 0.2,
      shuffle: 'nothing',
    });
    expect(settingsOf('nb_epoch=3, show_accuracy=True')).toMatchObject({ epochs: 3, batchSize: null, shuffle: null });
    expect(withArgument({ shuffle: 'batch' }).shuffle).toBe('batches');
  });

  it('without epochs train as many as Keras does', () => {
    expect(settingsOf('verbose=0').epochs).toBe(1);
    expect(settingsOf('verbose=0', 1).epochs).toBe(10);
  });

  it('say after which epochs there is a validation', () => {
    const due = (named: KerasCall['named']) => [0, 1, 2, 3].filter((epoch) => withArgument(named).validates(epoch));
    expect(due({})).toEqual([0, 1, 2, 3]);
    expect(due({ validation_freq: 2 })).toEqual([1, 3]);
    expect(due({ validation_freq: [1, 4] })).toEqual([0, 3]);
  });

  it('weigh classes by their number', () => {
    expect(withArgument({ class_weight: { '1': 19, '0': 0.5 } }).classWeight).toEqual([0.5, 19]);
    expect(() => withArgument({ class_weight: { '1': 19, '2': 0.5 } })).toThrow(
      'class_weight of fit must be a dictionary with a number for each class, from 0',
    );
  });

  it('leave a model with state the batch size of its input', () => {
    const stateful = fitted('epochs=2', ['LSTM(3, stateful=True, batch_input_shape=(4, 5, 2))', 'Dense(1)']);
    expect(made(stateful).model.inputs[0]?.shape).toEqual([4, 5, 2]);
  });

  it('are refused where they fit nothing', () => {
    expect(() => settingsOf('validation_split=1.5')).toThrow('validation_split must be between 0 and 1, not 1.5.');
    expect(() => settingsOf('epochs="many"')).toThrow("epochs of fit must be a number, not 'many'.");
    expect(problem(fitted('epochs=1'))).toBe('none');
  });
});
