import { describe, expect, it } from 'vitest';
import { factsView } from '../../../src/dashboard/view/factsView.js';
import type { FitSetup } from '../../../src/protocol/fit.js';
import { SyntheticFit, SyntheticRun } from '../../webview/support/syntheticRun.js';

const moons: FitSetup = { data: 'Two moons', samples: 500, validation: 0, epochsFrom: 'gradlens', sourceEpochs: null };
const own: FitSetup = { data: null, samples: 4, validation: 0, epochsFrom: 'source', sourceEpochs: 20 };

const factsOf = (setup: FitSetup | undefined, run = new SyntheticRun('a'), epochs: number | null = 20) =>
  factsView(run, new SyntheticFit({ ...(setup && { setup }), epochs }));
const lineOf = (...given: Parameters<typeof factsOf>) =>
  factsOf(...given)
    .facts.map(({ text }) => text)
    .join(', ');

function noisy() {
  const run = new SyntheticRun('a');
  run.problems.push({ kind: 'random-data', severity: 'note', message: 'Random.', location: null, stack: null });
  return run;
}

describe('the facts of a fit', () => {
  it.each([
    [moons, 'Two moons, 500 samples, no validation, 20 epochs (GradLens’s default)'],
    [own, 'The file’s own data, 4 samples, no validation, 20 epochs'],
    [{ ...own, samples: 1, validation: 125 }, 'The file’s own data, 1 sample, 125 for validation, 20 epochs'],
    [{ ...own, allSamples: 40 }, 'The file’s own data, 4 of 40 samples, no validation, 20 epochs'],
    [{ ...own, samples: null, validation: null }, 'The file’s own data, validation, 20 epochs'],
    [
      { ...moons, epochsFrom: 'chosen', sourceEpochs: 50 },
      'Two moons, 500 samples, no validation, 20 epochs (your choice; the source says 50)',
    ],
    [
      { ...moons, epochsFrom: 'chosen', sourceEpochs: 20 },
      'Two moons, 500 samples, no validation, 20 epochs (your choice)',
    ],
    [
      { ...own, epochsFrom: 'library', sourceEpochs: null },
      'The file’s own data, 4 samples, no validation, 20 epochs (TensorFlow.js’s default)',
    ],
    [undefined, 'The file’s own data, 20 epochs'],
  ] as const)('say where each is from', (setup, line) => {
    expect(lineOf(setup)).toBe(line);
  });

  it('name Keras where its default holds, and a training loop where nothing asks for epochs', () => {
    const setup: FitSetup = { ...own, epochsFrom: 'library', sourceEpochs: null };
    const { facts } = factsView(new SyntheticRun('a'), new SyntheticFit({ setup, metricsOver: 'epoch', epochs: 1 }));
    expect(facts.at(-1)?.text).toBe('1 epoch (Keras’s default)');
    expect(lineOf(undefined, new SyntheticRun('a'), null)).toBe('The file’s own data, its own training loop');
  });

  it('offer the epochs of the source only in place of a choice, where GradLens fits', () => {
    const chosen: FitSetup = { ...moons, epochsFrom: 'chosen', sourceEpochs: 50 };
    expect(factsOf(chosen).sourceEpochs).toBe(50);
    expect(factsOf({ ...chosen, sourceEpochs: 20 }).sourceEpochs).toBeNull();
    expect(factsOf({ ...chosen, data: null }).sourceEpochs).toBeNull();
    expect(factsOf(own).sourceEpochs).toBeNull();
  });

  it('call random data noise, and say what its numbers mean', () => {
    const targets = {
      kind: 'binary',
      samples: 10,
      min: 0,
      max: 1,
      mean: 0.5,
      std: 0.5,
      notFinite: 0,
      classes: [6, 4],
      variance: 0.25,
      deviation: 0.4,
    } as const;
    const fit = new SyntheticFit({ setup: { ...moons, data: 'random' }, loss: 'binaryCrossentropy' });
    fit.data = { fit: 1, inputs: null, targets };
    const view = factsView(noisy(), fit);
    expect(view.facts[0]?.text).toBe('Noise');
    expect(view.noise).toBe(
      'Noise has nothing to learn: accuracy above 60%, which guessing gets, is samples learned by heart.',
    );
    for (const metrics of [[], ['topKCategoricalAccuracy']])
      expect(factsView(noisy(), new SyntheticFit({ metrics, loss: 'binaryCrossentropy' })).noise).toMatch(
        /a loss that falls/,
      );
    expect(factsOf(moons).noise).toBeNull();
  });
});
