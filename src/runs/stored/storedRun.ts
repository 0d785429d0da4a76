import type { DataEvidence } from '../../protocol/dataEvidence.js';
import type { EpochRecord, FitEnd, FitSummary, StepMode } from '../../protocol/fit.js';
import type { TrainerEnd, TrainerProblem } from '../../protocol/trainer.js';
import type { FitSeries } from '../series/fitSeries.js';
import type { SamplesSnapshots } from '../series/sampledRows.js';
import type { LatestBatch } from '../types.js';

/** A fit as its run's files hold it. */
export interface StoredFit {
  readonly summary: FitSummary;
  readonly epochs: readonly EpochRecord[];
  readonly end: FitEnd | null;
  readonly stepMode: StepMode | null;
  readonly data: DataEvidence | null;
  readonly series: FitSeries;
  readonly samples: SamplesSnapshots;
  readonly latest: LatestBatch | null;
}

export interface StoredRun {
  readonly fits: readonly StoredFit[];
  readonly problems: readonly TrainerProblem[];
  /** The trainer's own last word; null where it came to none. */
  readonly ended: TrainerEnd | null;
}
