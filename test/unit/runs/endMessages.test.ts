import { describe, expect, it } from 'vitest';
import type { TrainerExit } from '../../../src/process/trainerProcess.js';
import {
  abruptEndMessage,
  exitCodeMessage,
  type ForcedEnd,
  interruptedMessage,
} from '../../../src/runs/live/endMessages.js';
import { sampleFit } from '../runFiles/sampleFit.js';

const gone = (
  exit: Partial<TrainerExit>,
  lastErrors = '',
  killed: Exclude<ForcedEnd, 'deleted'> | null = null,
  lostRecords = false,
) => abruptEndMessage(killed, { exit: { code: null, signal: null, error: null, ...exit }, lastErrors, lostRecords });

describe('what a person reads of a process that went away', () => {
  it.each<[string, string]>([
    ['The trainer could not be started: spawn ENOENT.', gone({ error: new Error('spawn ENOENT') }, '', 'closed')],
    ['Killed by the second Stop; everything up to that point is kept.', gone({ signal: 'SIGKILL' }, '', 'second-stop')],
    ['Killed by the second Stop; everything that fit on disk is kept.', gone({}, '', 'second-stop', true)],
    ['Ended because GradLens was closed; everything up to that point is kept.', gone({}, 'bad_alloc', 'closed')],
    ['The process aborted in native code; everything up to that point is kept.', gone({ signal: 'SIGABRT' })],
    [
      'The process aborted in native code (free(): invalid pointer); everything up to that point is kept.',
      gone({ code: 134 }, 'a line\n  free(): invalid pointer \n\n'),
    ],
    [
      `The process aborted in native code (${'x'.repeat(200)}…); everything up to that point is kept.`,
      gone({ code: 134 }, 'x'.repeat(201)),
    ],
    [
      `The process aborted in native code (${'x'.repeat(200)}); everything up to that point is kept.`,
      gone({ code: 134 }, 'x'.repeat(200)),
    ],
    [
      'The process ended unexpectedly on signal SIGTERM; everything up to that point is kept.',
      gone({ signal: 'SIGTERM' }),
    ],
    ['The process ended unexpectedly with exit code 7; everything up to that point is kept.', gone({ code: 7 }, 'x')],
    ['The process ended unexpectedly with exit code unknown; everything up to that point is kept.', gone({})],
    ['The process ended before its last records were written; what is on disk is kept.', gone({ code: 0 })],
  ])('%s', (text, said) => expect(said).toBe(text));

  it.each(['grace-period', 'unreadable'] as const)('says what is kept where it was %s', (reason) => {
    expect(gone({ signal: 'SIGKILL' }, '', reason)).toMatch(/everything up to that point is kept\.$/);
  });

  it.each(['FATAL: JavaScript heap out of memory', 'Allocation failed', 'std::bad_alloc', 'Cannot allocate memory'])(
    'takes %s for memory',
    (words) =>
      expect(gone({ signal: 'SIGABRT' }, words)).toMatch(/^Out of memory: everything up to that point is kept\. /),
  );
});

it('An exit code is told, and whether that was in the middle', () => {
  expect(exitCodeMessage(3, false)).toBe('The code ended its process with exit code 3.');
  expect(exitCodeMessage(3, true)).toBe(
    'The code ended its process with exit code 3 during training; everything up to that point is kept.',
  );
});

it('An interrupted run names the epoch that it was in, by batches or by epochs', () => {
  const summary = sampleFit();
  const at = (batch: number | null, epoch: number | null, epochs = summary.epochs) =>
    interruptedMessage([
      { summary, latest: null, epochs: [] },
      {
        summary: { ...summary, epochs },
        latest:
          batch === null
            ? null
            : { step: 1, epoch: batch, loss: 1, metrics: new Float32Array(), statistics: new Float32Array() },
        epochs: epoch === null ? [] : [0, epoch].map((each) => ({ fit: 1, epoch: each, step: 9, logs: {} })),
      },
    ]).split(':')[0];
  expect([at(null, null), at(2, null), at(2, 3), at(4, 3), at(4, 3, null)]).toEqual([
    'Interrupted at epoch 1 of 5',
    'Interrupted at epoch 3 of 5',
    'Interrupted at epoch 4 of 5',
    'Interrupted at epoch 5 of 5',
    'Interrupted at epoch 5',
  ]);
  expect(interruptedMessage([])).toBe('Interrupted: the window that ran it was closed or reloaded.');
});
