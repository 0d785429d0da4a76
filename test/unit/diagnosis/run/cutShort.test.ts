import { expect, it } from 'vitest';
import { judgeFit } from '../../../../src/diagnosis/run/judgeFit.js';
import { figures, flat, type LayerNumbers } from './figures.js';

/** The verdict on 20 epochs at chance, of as many as were asked for, with these numbers of both layers. */
function verdictOf(asked: number, outcome: 'stopped' | 'completed' = 'stopped', numbers: LayerNumbers = {}) {
  const layers = [
    { activation: 'relu', ...numbers },
    { activation: 'softmax', units: 3 },
  ];
  const fit = figures({
    losses: flat(1.0986, 20),
    logs: { acc: flat(0.33, 20) },
    data: {},
    layers,
    summary: { epochs: asked },
  });
  const { verdict, found } = judgeFit({ ...fit, end: { outcome } }, (rule, error) => {
    throw new Error(`rule ${rule} failed`, { cause: error });
  });
  return [verdict.kind, ...found.map(({ rule, severity }) => `${severity} ${rule}`)];
}

it('a fit that was stopped on what may be a plateau is undecided so far', () => {
  expect(verdictOf(41)).toEqual(['undecided', 'hint no-progress']);
  expect(verdictOf(40)).toEqual(['learns-nothing', 'error no-progress']);
  expect(verdictOf(41, 'completed')).toEqual(['learns-nothing', 'error no-progress']);
});

it('it learns nothing where something is found by which it cannot learn', () => {
  expect(verdictOf(400, 'stopped', { outputs: { actDead: 1 } })[0]).toBe('learns-nothing');
});

it('tiny steps alone do not say so: gradients are small on a plateau', () => {
  const [kind] = verdictOf(400, 'stopped', { updateNorm: 1e-6 });
  expect(kind).toBe('undecided');
});
