import { expect, it } from 'vitest';
import type { TrainerProblem } from '../../../src/protocol/trainer.js';
import { withProposedValues } from '../../../src/runs/live/proposedValues.js';

const at = (line: number) => ({ file: '/project/net.js', line, column: 3 });
const error: TrainerProblem = { kind: 'model', severity: 'error', message: 'No.', location: at(7), stack: null };
const proposed = [1, 2, 7, 9, 10].map((line) => ({ name: `size${line}`, value: `${line}0`, location: at(line) }));

it('An error of a model that was built with proposed values names the one on its line, and how to give another', () => {
  expect(withProposedValues(error, proposed).message).toBe(
    'No. The model was built with the proposed value size7 = 70 (net.js:7): set another with --set size7=VALUE or with ' +
      '"Choose How to Run…" in the editor.',
  );
});

it('names all of them where none is on its line', () => {
  const { message } = withProposedValues({ ...error, message: 'Shapes differ', location: null }, proposed);
  expect(message).toContain(
    'Shapes differ. The model was built with the proposed values size1 = 10 (net.js:1), size2 = 20 (net.js:2), ' +
      'size7 = 70 (net.js:7), size9 = 90 (net.js:9), and 1 more: set others with --set NAME=VALUE or with',
  );
});

it.each(['user-code', 'model', 'data', 'unsupported-on-wasm'] as const)(
  'may be the cause of a problem of kind %s',
  (kind) => {
    expect(withProposedValues({ ...error, kind }, proposed).message).toContain('size7 = 70 (net.js:7)');
  },
);

it('is left as it is where nothing was proposed, and where values cannot be the cause', () => {
  expect(withProposedValues(error, [])).toBe(error);
  for (const other of [{ kind: 'backend' }, { kind: 'missing-package' }, { severity: 'warning' }] as const) {
    const problem = { ...error, ...other };
    expect(withProposedValues(problem, proposed)).toBe(problem);
  }
  const lambda = { ...error, message: 'Lambda runs a Python function, which GradLens does not.' };
  expect(withProposedValues(lambda, proposed)).toBe(lambda);
});
