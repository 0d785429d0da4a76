import type { Run, RunChange } from '../runs/types.js';

/** Shows a run as it goes: as lines of JSON, or for people. */
export interface Reporter {
  started(run: Run): void;
  changed(run: Run, change: RunChange): void;
  /** What the user's code prints: whole lines, without the last line break. */
  output(stream: 'stdout' | 'stderr', text: string): void;
  ended(run: Run): void;
}

/** Where a reporter writes. */
export interface Screen {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}
