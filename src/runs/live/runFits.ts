import { largestStep } from '../../layers/stepSize.js';
import type { FitOutcome, FitSummary } from '../../protocol/fit.js';
import type { StepSize } from '../../protocol/runFile.js';
import type { StoredFit } from '../stored/storedRun.js';
import { RecordedFit } from './recordedFit.js';

/** The fits of one run, in their order: as they are told, and as its files have them. */
export class RunFits {
  readonly all: RecordedFit[] = [];

  find(number: number): RecordedFit | undefined {
    return this.all.find(({ summary }) => summary.fit === number);
  }

  /** @param maxBytes memory for its series; null where they are still to be read from the run's files */
  add(summary: FitSummary, maxBytes: number | null): RecordedFit {
    const fit = new RecordedFit(summary, maxBytes);
    this.all.push(fit);
    return fit;
  }

  /** Whether none has series that are still in files. */
  get haveSeries(): boolean {
    return this.all.every((fit) => fit.hasSeries);
  }

  /** The size of a step of the largest one; null where nothing has trained. */
  get largestStep(): StepSize | null {
    return largestStep(this.all.map(({ summary }) => summary));
  }

  /** Adds what the files hold of a fit and memory does not. @returns the fit, and what was not known of it */
  takeStored(stored: StoredFit): {
    readonly fit: RecordedFit;
    readonly isNew: boolean;
    readonly isNewlyEnded: boolean;
  } {
    const known = this.find(stored.summary.fit);
    const fit = known ?? this.add(stored.summary, null);
    const hadEnd = fit.end !== null;
    fit.fill(stored);
    return { fit, isNew: known === undefined, isNewlyEnded: fit.end !== null && !hadEnd };
  }

  /** After the files were read. */
  settle(): void {
    for (const fit of this.all) fit.settle();
  }

  paused(): void {
    for (const fit of this.all) fit.paused();
  }

  /** The process has gone: those without an end of their own have this one. */
  close(outcome: FitOutcome): void {
    for (const fit of this.all) if (!fit.end) fit.close(outcome);
  }
}
