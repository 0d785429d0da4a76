import { expect, it } from 'vitest';
import { launchedChoice } from '../../../src/commands/sweep/launchedChoice.js';
import { findModels } from '../../../src/source/findModels.js';
import { inJavaScript } from '../diagnosis/programs.js';

const LAUNCH = { data: null, target: null, values: {}, yes: false, backend: null, compiledStep: 'auto' } as const;

it('A sweep that the command line began keeps its data and answers where the editor goes on with it', () => {
  const [, net] = inJavaScript(
    ['dense({ units, inputShape: [4] })'],
    'optimizer: "sgd", loss: "meanSquaredError"',
    'xs, ys',
  );
  const [model] = findModels(net?.text ?? '', '/w/net.js');
  if (!model) return expect.fail('it has a model');
  const choice = { model, text: '', folder: '/w', choices: { cwd: '/w', values: { units: 3 } } };
  expect(launchedChoice(choice, LAUNCH)).toEqual({ ...choice, answers: { units: '3' } });
  const launched = launchedChoice(choice, { ...LAUNCH, data: '/w/fruit.csv', target: 'kind', values: { units: '8' } });
  expect(launched.answers).toEqual({ units: '8' });
  expect(launched.dataNamed).toBe(true);
  expect(launched.choices).toMatchObject({ cwd: '/w', data: { path: '/w/fruit.csv', target: ['kind'] } });
});
