import { describe, expect, it } from 'vitest';
import { casesOf, described, difference, unpacked, variablesOf } from './support.js';

/** Programs and what real NumPy, pandas, scikit-learn and Keras make of them: scripts/kerasFixtures/arrays.py. */
describe.each(['numpy', 'random', 'pandas', 'sklearn', 'keras'])('what a program computes with %s', (group) => {
  it.each(Object.entries(casesOf(group)))('%s', (_, { source, values }) => {
    const variables = variablesOf(source);
    const differences = Object.entries(values).flatMap(
      ([name, value]) => difference(described(variables.get(name)), unpacked(value), name) ?? [],
    );
    expect(differences).toEqual([]);
  });
});
