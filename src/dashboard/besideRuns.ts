import { setImmediate as turn } from 'node:timers/promises';
import type { GrowingSeries } from '../protocol/dashboard/seriesPart.js';
import type { Fit, Run } from '../runs/types.js';
import { HeldSeries, NO_SERIES } from './heldSeries.js';
import { type Track, trackKey } from './selection.js';

/** Milliseconds that the host gives runs in one go; the others follow in turns of their own. */
const BUDGET = 10;

/** The runs beside the main one. Each is read back once, one after the other, and what the page draws of it is kept until it is shown no more. */
export class BesideRuns {
  private readonly held = new Map<Fit, HeldSeries>();
  private readonly asked = new Set<string>();
  private isLoading = false;

  /** @param changed told when there is more to draw */
  constructor(private readonly changed: () => void) {}

  /** The series that a track is drawn from: none while it waits for its turn. */
  seriesOf(track: Track): GrowingSeries | undefined {
    const { fit, role } = track;
    if (role === 'main' || !fit) return fit?.series;
    return this.held.get(fit) ?? (this.isWaiting(track) ? NO_SERIES : fit.series);
  }

  /** Keeps what is in memory now of the tracks that are shown, as far as time allows, and forgets all others. */
  hold(tracks: readonly Track[]): void {
    const beside = tracks.filter(({ role }) => role !== 'main');
    const shown = new Set(beside.map(({ fit }) => fit));
    for (const fit of this.held.keys()) if (!shown.has(fit)) this.held.delete(fit);
    const keys = new Set(beside.map(trackKey));
    for (const key of this.asked) if (!keys.has(key)) this.asked.delete(key);
    const end = performance.now() + BUDGET;
    for (const track of beside) {
      if (this.isWaiting(track)) this.keep(track);
      if (performance.now() >= end) return;
    }
  }

  /**
   * Reads back what is shown and not there: the main run first, and again where memory had to give it up for the others.
   * @param shown the tracks as they are by now
   */
  async load(shown: () => readonly Track[]): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    try {
      let main: Run | undefined;
      for (;;) {
        if (main !== mainOf(shown())) {
          main = mainOf(shown());
          await read(main);
        }
        const missing = shown().find((track) => this.isMissing(track));
        if (!missing) break;
        await this.fetch(missing);
        const there = shown().find((track) => track.run === missing.run && this.isWaiting(track));
        if (there) this.keep(there);
        this.changed();
      }
      await read(mainOf(shown()));
    } finally {
      this.isLoading = false;
    }
  }

  private async fetch(track: Track): Promise<void> {
    if (track.run.loaded) {
      await turn();
      return;
    }
    this.asked.add(trackKey(track));
    await track.run.load();
  }

  private isMissing(track: Track): boolean {
    const { run, fit, role } = track;
    if (role === 'main' || (fit && this.held.has(fit))) return false;
    return this.isWaiting(track) || (!run.loaded && !this.asked.has(trackKey(track)));
  }

  /** It is in memory, and was not looked at yet. */
  private isWaiting({ run, fit, role }: Track): boolean {
    if (role === 'main' || !fit || this.held.has(fit)) return false;
    return run.state.kind === 'ended' && run.loaded && fit.series.length > 0;
  }

  private keep({ fit }: Track): void {
    if (fit) this.held.set(fit, new HeldSeries(fit));
  }
}

const mainOf = (tracks: readonly Track[]): Run | undefined => tracks.find(({ role }) => role === 'main')?.run;

async function read(run: Run | undefined): Promise<void> {
  if (run && !run.loaded) await run.load();
}
