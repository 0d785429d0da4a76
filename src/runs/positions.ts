import type { Disposable } from '../lifecycle/disposables.js';
import { Emitter } from '../lifecycle/emitter.js';
import type { Run } from './types.js';

/** A batch that views show in place of the last one. */
export interface RunPosition {
  /** Number of the fit, from 1. */
  readonly fit: number;
  /** Of the batch in its fit, from 0. */
  readonly step: number;
}

/** Which batch of each run is looked at; a run that is not looked back on is live. */
export class RunPositions implements Disposable {
  private readonly positions = new WeakMap<Run, RunPosition>();
  private readonly moved = new Emitter<Run>();
  readonly onDidMove = this.moved.event;

  /** Null while it is live, and while memory does not hold the batch: runs that are over are dropped to make room. */
  of(run: Run): RunPosition | null {
    const position = this.positions.get(run);
    const fit = run.fits.find(({ summary }) => summary.fit === position?.fit);
    return position && fit && position.step < fit.series.length ? position : null;
  }

  /** @param position null for live */
  move(run: Run, position: RunPosition | null): void {
    if (position) this.positions.set(run, position);
    else this.positions.delete(run);
    this.moved.fire(run);
  }

  dispose(): void {
    this.moved.dispose();
  }
}
