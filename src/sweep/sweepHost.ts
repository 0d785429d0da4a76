import type { Answers } from '../protocol/launch.js';
import type { SearchHistory } from '../protocol/ray.js';
import type { RunRequest } from '../protocol/runRequest.js';
import type { SweepFile, SweepTrial } from '../protocol/sweep.js';
import type { Runs } from '../runs/types.js';
import type { EditedModel, FindModels } from './editedModel.js';

/** What a sweep needs of whoever runs it. */
export interface SweepHost {
  /** Where its trials are kept as runs of their own. */
  readonly runs: Pick<Runs, 'start' | 'recall' | 'delete'>;
  /**
   * How a trial is run: its file's text served in the file's place, and answers to what the source leaves open.
   * @throws why it cannot be run: the trial fails with that
   */
  request(edited: EditedModel, answers: Answers): Promise<RunRequest>;
  readonly find: FindModels;
  /** Whether a run that has ended was lost with its machine, and is begun anew when it is started again. */
  isLost?(run: string): boolean;
  /** What is tried next, from what the trials so far have come to; not there where nobody can propose. */
  propose?(history: SearchHistory): Promise<SweepTrial['values']>;
  /** Writes down how the sweep stands, so that it can be taken up again. Called again only when it is done. */
  save(file: SweepFile): Promise<void>;
  log(line: string): void;
}
