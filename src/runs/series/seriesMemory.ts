import type { RecordedRun } from '../live/recordedRun.js';
import { samplesBytes } from './sampledRows.js';

/** Fits whose series may be at their limit at once. */
const SHARES = 4;

/**
 * Keeps the series of all runs together within a limit: a run that ended longest ago, or was looked at longest ago, gives its
 * series up and reads them from its files when asked for again.
 */
export class SeriesMemory {
  /** Least recently used first. */
  private runs: RecordedRun[] = [];

  /** @param limit bytes, asked anew each time, since it is a setting. */
  constructor(private readonly limit: () => number) {}

  /** Bytes that the series of a run's next fit may take, when it has `fits` already. */
  shareAfter(fits: number): number {
    return this.limit() / (SHARES + fits);
  }

  /** Bytes that the series of a run read back may take together. */
  get runShare(): number {
    return this.limit() / 2;
  }

  /** A run came into use: it is the last to be given up. */
  use(run: RecordedRun): void {
    this.remove(run);
    this.runs.push(run);
    this.trim();
  }

  remove(run: RecordedRun): void {
    this.runs = this.runs.filter((other) => other !== run);
  }

  private trim(): void {
    let total = this.runs.reduce((sum, run) => sum + bytesOf(run), 0);
    for (const run of this.runs.slice(0, -1)) {
      if (total <= this.limit()) return;
      if (run.state.kind !== 'ended') continue;
      total -= bytesOf(run);
      for (const fit of run.fits) fit.dropSeries();
    }
  }
}

function bytesOf(run: RecordedRun): number {
  return run.fits.reduce((sum, { series, samples }) => sum + series.bytes + samplesBytes(samples), 0);
}
