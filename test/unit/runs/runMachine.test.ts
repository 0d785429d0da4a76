import { describe, expect, it } from 'vitest';
import type { TrainerExit } from '../../../src/process/trainerProcess.js';
import type { TrainerProblem } from '../../../src/protocol/trainer.js';
import type { ForcedEnd } from '../../../src/runs/live/endMessages.js';
import { INITIAL_RUN, type RunEvent, type RunMachine, reduceRun } from '../../../src/runs/live/runMachine.js';
import type { RunState } from '../../../src/runs/types.js';

const machineAfter = (...events: RunEvent[]): RunMachine => events.reduce(reduceRun, INITIAL_RUN);

const phase = (name: 'loading' | 'training' | 'paused' | 'between-fits' | 'held-open'): RunEvent => ({
  kind: 'phase',
  phase: name,
});
const stopAsked: RunEvent = { kind: 'stopAsked', at: 100 };
const stopSeen: RunEvent = { kind: 'stopSeen' };
const fitStarted: RunEvent = { kind: 'fitStarted' };
const fitEnded: RunEvent = { kind: 'fitEnded', batches: 3 };
const ended = (outcome: 'completed' | 'stopped' | 'failed', exitCode = 0): RunEvent => ({
  kind: 'trainerEnded',
  outcome,
  exitCode,
});
const exited = (exit: Partial<TrainerExit> = {}, lastErrors = ''): RunEvent => ({
  kind: 'exited',
  exit: { code: 0, signal: null, error: null, ...exit },
  lastErrors,
  verdict: { kind: 'learns-nothing', text: 'Learns nothing: loss 0.7 does not fall' },
  at: 900,
});
const problem = (
  severity: 'error' | 'warning',
  message: string,
  kind: TrainerProblem['kind'] = 'user-code',
): RunEvent => {
  const value: TrainerProblem = { kind, severity, message, location: null, stack: null };
  return { kind: 'problem', problem: value };
};
const storage: TrainerProblem = { kind: 'storage', severity: 'warning', message: 'full', location: null, stack: null };
const killed = (reason: ForcedEnd): RunEvent => ({ kind: 'killed', reason });

/** Each kind of state, and a way to it. */
const ways: Record<RunState['kind'], RunEvent[]> = {
  starting: [],
  active: [phase('training')],
  stopping: [phase('training'), stopAsked],
  ended: [phase('training'), fitStarted, fitEnded, ended('completed'), exited()],
};

describe('the state that an event leads to', () => {
  const stays = 'as it was';
  const table: Record<RunState['kind'], [RunEvent, string][]> = {
    starting: [
      [phase('loading'), 'active'],
      [stopAsked, 'stopping'],
      [stopSeen, stays],
      [fitStarted, stays],
      [fitEnded, stays],
      [problem('error', 'x'), stays],
      [killed('closed'), stays],
      [ended('failed', 1), stays],
      [exited({ code: 1 }), 'ended'],
    ],
    active: [
      [phase('paused'), 'active'],
      [phase('training'), stays],
      [stopAsked, 'stopping'],
      [stopSeen, stays],
      [fitStarted, stays],
      [fitEnded, stays],
      [problem('error', 'x'), stays],
      [killed('closed'), stays],
      [ended('completed'), stays],
      [exited(), 'ended'],
    ],
    stopping: [
      [phase('between-fits'), stays],
      [stopAsked, stays],
      [stopSeen, 'stopping'],
      [fitStarted, stays],
      [fitEnded, stays],
      [problem('error', 'x'), stays],
      [killed('grace-period'), stays],
      [ended('stopped'), stays],
      [exited(), 'ended'],
    ],
    ended: [
      [phase('training'), stays],
      [stopAsked, stays],
      [stopSeen, stays],
      [fitStarted, stays],
      [fitEnded, stays],
      [problem('error', 'x'), stays],
      [killed('closed'), stays],
      [ended('failed', 1), stays],
      [exited({ signal: 'SIGKILL' }), stays],
    ],
  };
  for (const [kind, rows] of Object.entries(table)) {
    for (const [event, expected] of rows) {
      const name = event.kind === 'phase' ? `phase ${event.phase}` : event.kind;
      it(`${kind}, ${name}: ${expected}`, () => {
        const before = machineAfter(...ways[kind as RunState['kind']]);
        const { state } = reduceRun(before, event);
        if (expected === stays) expect(state).toBe(before.state);
        else expect(state).not.toBe(before.state);
        expect(state.kind).toBe(expected === stays ? kind : expected);
      });
    }
  }

  it('keeps when Stop was asked for and that it was seen', () => {
    expect(machineAfter(phase('training'), stopAsked, stopSeen).state).toEqual({
      kind: 'stopping',
      since: 100,
      seen: true,
    });
    const seen = machineAfter(phase('training'), stopAsked, stopSeen);
    expect(reduceRun(seen, stopSeen)).toBe(seen);
  });
});

describe('the end of a run', () => {
  const cases: [name: string, events: RunEvent[], outcome: string, message: RegExp | null][] = [
    [
      'a fit without a batch',
      [fitStarted, { ...fitEnded, batches: 0 }, ended('completed'), exited()],
      'nothing-trained',
      /initial_epoch/,
    ],
    ['a fit that went through', [fitStarted, fitEnded, ended('completed'), exited()], 'completed', null],
    ['no fit', [ended('completed'), exited()], 'nothing-trained', /without training a Sequential/],
    [
      'a thread of user code that trained',
      [problem('warning', 'A worker thread trains', 'worker-thread'), ended('completed'), exited()],
      'nothing-trained',
      /Only a worker thread trained/,
    ],
    ['Stop', [fitStarted, stopAsked, stopSeen, fitEnded, ended('stopped'), exited()], 'stopped', null],
    ['Stop before any fit', [stopAsked, stopSeen, ended('stopped'), exited()], 'stopped', null],
    [
      'an error',
      [problem('error', 'shapes differ'), ended('failed', 1), exited({ code: 1 })],
      'failed',
      /^shapes differ$/,
    ],
    [
      'the first of two errors',
      [problem('error', 'first'), problem('error', 'second'), ended('failed', 1), exited()],
      'failed',
      /^first$/,
    ],
    [
      'a warning alone',
      [fitStarted, problem('warning', 'NaN'), fitEnded, ended('completed'), exited()],
      'completed',
      null,
    ],
    [
      'an exit code of its own',
      [fitStarted, fitEnded, ended('completed', 3), exited({ code: 3 })],
      'failed',
      /exit code 3/,
    ],
    ['process.exit(0) in a fit', [fitStarted, ended('completed'), exited()], 'failed', /during training/],
    [
      'process.exit(2) in a fit',
      [fitStarted, ended('failed', 2), exited({ code: 2 })],
      'failed',
      /code 2 during training/,
    ],
    [
      'the grace period over',
      [fitStarted, stopAsked, killed('grace-period'), exited({ signal: 'SIGKILL' })],
      'killed',
      /did not finish in time/,
    ],
    [
      'a second Stop',
      [fitStarted, stopAsked, killed('second-stop'), exited({ signal: 'SIGKILL' })],
      'killed',
      /second Stop/,
    ],
    [
      'the window closed',
      [fitStarted, killed('closed'), exited({ signal: 'SIGKILL' })],
      'interrupted',
      /GradLens was closed/,
    ],
    ['killed from outside', [fitStarted, exited({ signal: 'SIGKILL', code: null })], 'killed', /killed from outside/],
    [
      'V8 out of memory',
      [
        fitStarted,
        exited(
          { signal: 'SIGABRT' },
          'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
        ),
      ],
      'killed',
      /^Out of memory.*smaller batchSize/,
    ],
    [
      'an abort',
      [fitStarted, exited({ code: 134 }, 'F tensorflow: Check failed: n > 0\n')],
      'killed',
      /^The process aborted in native code \(F tensorflow: Check failed: n > 0\); everything/,
    ],
    ['an end that was not told in time', [fitStarted, exited({ code: 0 })], 'killed', /last records.*what is on disk/],
    [
      'garbage on its pipe',
      [fitStarted, killed('unreadable'), exited({ signal: 'SIGKILL' })],
      'killed',
      /connection to/,
    ],
    [
      'a kill after a full disk',
      [fitStarted, { kind: 'problem', problem: storage }, exited({ signal: 'SIGKILL' })],
      'killed',
      /killed from outside.*everything that fit on disk is kept/,
    ],
    ['a crash of native code', [fitStarted, exited({ signal: 'SIGSEGV', code: null })], 'killed', /signal SIGSEGV/],
    ['a silent exit', [fitStarted, exited({ code: 7 })], 'killed', /unexpectedly with exit code 7/],
    [
      'no start',
      [exited({ code: null, error: new Error('spawn ENOENT') })],
      'failed',
      /could not be started: spawn ENOENT/,
    ],
    ['an error and then no last word', [problem('error', 'boom'), exited({ signal: 'SIGSEGV' })], 'failed', /^boom$/],
  ];
  it.each(cases)('%s', (_name, events, outcome, message) => {
    const { state } = machineAfter(phase('training'), ...events);
    expect(state).toMatchObject({ kind: 'ended', outcome, verdict: { kind: 'learns-nothing' }, endedAt: 900 });
    if (state.kind !== 'ended') return;
    if (message) expect(state.message).toMatch(message);
    else expect(state.message).toBeNull();
  });

  it("has the exit code that the trainer told, else the process's", () => {
    expect(machineAfter(ended('failed', 5), exited({ code: null, signal: 'SIGKILL' })).state).toMatchObject({
      exitCode: 5,
    });
    expect(machineAfter(exited({ code: 7 })).state).toMatchObject({ exitCode: 7 });
  });
});
