import { expect, it } from 'vitest';
import { runAnswer } from '../../../src/assistant/runAnswer.js';
import { endedAs, newRun } from '../runs/newRun.js';

const place = ({ file, line }: { file: string; line: number }) => `${file}:${line}`;

it('a run is told with its verdict first, what it came to, and what only its runner knows before the rest', () => {
  const best = { name: 'val_acc', value: 0.975, fit: 1, epoch: 2 };
  const run = newRun(endedAs('failed'), { best });
  run.addProblem({ kind: 'model', severity: 'error', message: 'It broke.', location: null, stack: null });
  expect(runAnswer(run, place, ['Printed: no such file'])).toBe(
    [
      'Run run of net.js, 0.0 s',
      'Verdict: none yet.',
      'Best value: val_acc 0.975 in epoch 3',
      'Ended: failed',
      'error: It broke.',
      'Printed: no such file',
    ].join('\n'),
  );
  expect(runAnswer(newRun(endedAs('completed'), { best: { ...best, name: 'loss' } }), place)).toContain(
    'Last value: loss 0.975 in epoch 3',
  );
});
