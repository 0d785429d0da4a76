import { PLAIN_RUN } from '../../../src/protocol/runRequest.js';
import { RecordedRun } from '../../../src/runs/live/recordedRun.js';
import type { RecordedRunOptions } from '../../../src/runs/live/recordedRunOptions.js';
import type { RunEndOutcome, RunState } from '../../../src/runs/types.js';

export const TRAINS: RunState = { kind: 'active', phase: 'training' };

export const endedAs = (outcome: RunEndOutcome): RunState => ({
  kind: 'ended',
  outcome,
  exitCode: 0,
  message: null,
  verdict: null,
  endedAt: 9,
});

/** A run as the host has it, without a process or a folder. */
export function newRun(state: RunState, options: Partial<RecordedRunOptions> = {}): RecordedRun {
  return new RecordedRun({
    id: 'run',
    request: {
      ...PLAIN_RUN,
      file: '/w/net.js',
      cwd: '/w',
      backend: { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '/gradlens' },
    },
    startedAt: 1,
    state,
    best: null,
    largestStep: null,
    read: () => Promise.reject(new Error('There are no files')),
    readDetail: () => Promise.reject(new Error('There are no files')),
    onSeries: () => {},
    severities: () => ({}),
    alerts: () => [],
    log: () => {},
    ...options,
  });
}
