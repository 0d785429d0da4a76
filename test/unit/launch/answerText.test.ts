import { expect, test } from 'vitest';
import { configAnswers, configValues } from '../../../src/launch/answerText.js';

test('Answers are kept as a person would write them and come back the same', () => {
  const answers = {
    units: '16',
    activation: '"relu"',
    bias: 'true',
    shape: '[28,28,1]',
    rate: '10 ** -3',
    flag: 'True',
    name: '"two words"',
    nothing: 'undefined',
  };
  const values = configValues(answers);
  expect(values).toEqual({
    units: 16,
    activation: 'relu',
    bias: true,
    shape: [28, 28, 1],
    rate: '10 ** -3',
    flag: 'True',
    name: '"two words"',
    nothing: 'undefined',
  });
  expect(configAnswers(values)).toEqual(answers);
});
