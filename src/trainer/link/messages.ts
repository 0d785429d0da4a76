import type { FitSummary } from '../../protocol/fit.js';
import type {
  TrainerEnd,
  TrainerEventName,
  TrainerEventOf,
  TrainerOptions,
  TrainerProblem,
} from '../../protocol/trainer.js';
import type { KeptSource } from '../../runFiles/sources.js';
import type { KeptModel } from '../predictions/keptModel.js';

/** Events that the main thread hands to the link thread; the others are the link's own. */
type Handed =
  | 'ready'
  | 'phase'
  | 'records'
  | 'dataSeen'
  | 'epochEnded'
  | 'stepMode'
  | 'fitEnded'
  | 'stopSeen'
  | 'problem'
  | 'depth'
  | 'keptAnswer';

/** What a trainer tells, by its name. */
export type LinkEvent = {
  [Name in TrainerEventName]: { readonly name: Name; readonly payload: TrainerEventOf<Name> };
}[TrainerEventName];

export type HandedEvent = Extract<LinkEvent, { name: Handed }>;

export interface LinkWorkerData {
  readonly options: TrainerOptions;
  /** Memory of the `ControlFlags`. */
  readonly flags: SharedArrayBuffer;
}

/** A fit's model as it is at its end. */
export interface FitModel {
  readonly fit: number;
  readonly model: KeptModel;
  /** That the fit took. */
  readonly milliseconds: number;
  /** Its last validation loss, else its last loss; NaN where neither is known. */
  readonly score: number;
}

export type ToLinkWorker =
  /** Locations as V8 gave them; memory of the fit's `RowRing`. */
  | { readonly type: 'fit'; readonly summary: FitSummary; readonly ring: SharedArrayBuffer }
  /** A file of the user's that the run has come to. */
  | { readonly type: 'source'; readonly source: KeptSource }
  /** A fit's model at its end. */
  | { readonly type: 'model'; readonly of: FitModel }
  /** There are rows again. */
  | { readonly type: 'rows' }
  /** A writer waits: take the rows now. */
  | { readonly type: 'full' }
  /** Its location is V8's position of the call that created a layer or a model. */
  | { readonly type: 'problemAtCall'; readonly problem: TrainerProblem }
  /** `rows`: how many of its fit were written before it. */
  | { readonly type: 'event'; readonly event: HandedEvent; readonly rows: number | null }
  | { readonly type: 'end'; readonly event: TrainerEnd };

/** `asked`: something else than Stop, for whoever waits between two batches. */
export type FromLinkWorker = 'stop' | 'asked';
