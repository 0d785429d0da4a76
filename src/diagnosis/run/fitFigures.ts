import type { Alert } from '../../protocol/alert.js';
import type { DataEvidence } from '../../protocol/dataEvidence.js';
import type { EpochRecord, FitEnd, FitSummary } from '../../protocol/fit.js';
import type { SamplesOf } from '../../protocol/streams/streams.js';
import type { TrainerProblem } from '../../protocol/trainer.js';
import type { LossSeries } from '../lossFell.js';

/** All that is known of a fit, which the rules judge. */
export interface FitFigures {
  readonly summary: FitSummary;
  readonly epochs: readonly EpochRecord[];
  /** Null while it trains. */
  readonly end: Pick<FitEnd, 'outcome'> | null;
  readonly series: LossSeries;
  /** For each layer the index of the variable that stands for it; null where nothing of it is recorded. */
  readonly primary: readonly (number | null)[];
  /** Figures of the layers' outputs over time. */
  readonly outputs: readonly Pick<SamplesOf<'activations'>, 'values'>[];
  /** Effective ranks of the layers' outputs over time. */
  readonly ranks: readonly Pick<SamplesOf<'ranks'>, 'values'>[];
  /** What the trainer told of this run. */
  readonly problems: readonly TrainerProblem[];
  /** Null where the trainer could not look at the data. */
  readonly data: DataEvidence | null;
  /** Its data are random numbers: they say nothing of chance, scale, balance, over-fitting or the loss. */
  readonly isRandom: boolean;
  /** What regularizers added to the loss last, where losses are without it. */
  readonly penalty?: number;
  /** A person's own, whose conditions are right. */
  readonly alerts: readonly Alert[];
}
