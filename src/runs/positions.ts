import * as v from 'valibot';
import type { Disposable } from '../lifecycle/disposables.js';
import { Emitter } from '../lifecycle/emitter.js';
import { Count } from '../protocol/schema.js';
import type { Run } from './types.js';

/** A batch that views show in place of the last one. */
export interface RunPosition {
  /** Number of the fit, from 1. */
  readonly fit: number;
  /** Of the batch in its fit, from 0. */
  readonly step: number;
}

/** Runs that stay where they were moved; of more, the one that was moved longest ago is live again. */
const MOST_KEPT = 50;

/** Positions by their runs' ids, those that were moved last at the end. */
const KeptPositions = v.array(v.tuple([v.string(), v.object({ fit: Count, step: Count })]));

/** Which batch of each run is looked at; a run that is not looked back on is live. */
export class RunPositions implements Disposable {
  private readonly positions: Map<string, RunPosition>;
  private readonly moved = new Emitter<Run>();
  readonly onDidMove = this.moved.event;

  /** @param kept of an earlier session, as `all` had it; what cannot be read is left out */
  constructor(kept?: unknown) {
    const parsed = v.safeParse(KeptPositions, kept);
    this.positions = new Map(parsed.success ? parsed.output : []);
  }

  /** As plain data, to be kept. */
  get all(): readonly (readonly [string, RunPosition])[] {
    return [...this.positions];
  }

  /** Null while it is live, and while memory does not hold the batch: runs that are over are dropped to make room. */
  of(run: Run): RunPosition | null {
    const position = this.positions.get(run.id);
    const fit = run.fits.find(({ summary }) => summary.fit === position?.fit);
    return position && fit && position.step < fit.series.length ? position : null;
  }

  /** @param position null for live */
  move(run: Run, position: RunPosition | null): void {
    this.positions.delete(run.id);
    if (position) this.positions.set(run.id, position);
    const [oldest] = this.positions.keys();
    if (oldest !== undefined && this.positions.size > MOST_KEPT) this.positions.delete(oldest);
    this.moved.fire(run);
  }

  dispose(): void {
    this.moved.dispose();
  }
}
