import type { Severities } from '../../diagnosis/asSet.js';
import type { Alert } from '../../protocol/alert.js';
import type { BestValue, StepSize } from '../../protocol/runFile.js';
import type { RunRequest } from '../../protocol/runRequest.js';
import type { SeriesChunk } from '../../protocol/seriesChunk.js';
import type { TrainerCommands } from '../../protocol/trainer.js';
import type { SeriesStretch } from '../series/fitSeries.js';
import type { StoredRun } from '../stored/storedRun.js';
import type { RunState } from '../types.js';

/** What drives a live run. */
export type RunControl = TrainerCommands;

/** What a run is made of, and what it asks its host. */
export interface RecordedRunOptions {
  readonly id: string;
  readonly request: RunRequest;
  readonly startedAt: number;
  readonly state: RunState;
  /** As an earlier session wrote it down. */
  readonly largestStep: StepSize | null;
  readonly best: BestValue | null;
  readonly read: () => Promise<StoredRun>;
  readonly readDetail: (stretch: SeriesStretch) => Promise<SeriesChunk>;
  /** Told when the run's series came into memory. */
  readonly onSeries: () => void;
  /** Those of rules, as they are set by now. */
  readonly severities: () => Severities;
  /** A person's own alerts, as of now. */
  readonly alerts: () => readonly Alert[];
  readonly log: (line: string) => void;
}
