import type { TrainerEnd, TrainerProblem } from '../../protocol/trainer.js';
import type { StoredOutput } from '../../runFiles/output.js';
import type { SamplesSnapshots } from '../series/sampledRows.js';
import type { Fit } from '../types.js';

/** A fit as its run's files hold it. */
export interface StoredFit extends Pick<Fit, 'summary' | 'epochs' | 'end' | 'stepMode' | 'data' | 'series' | 'latest'> {
  readonly samples: SamplesSnapshots;
}

export interface StoredRun {
  readonly fits: readonly StoredFit[];
  readonly problems: readonly TrainerProblem[];
  readonly output: StoredOutput;
  /** The trainer's own last word; null where it came to none. */
  readonly ended: TrainerEnd | null;
}
