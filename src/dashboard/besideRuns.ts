import type { GrowingSeries } from '../protocol/dashboard/seriesPart.js';
import type { Fit } from '../runs/types.js';
import { HeldSeries } from './heldSeries.js';
import { type Track, trackKey } from './selection.js';

/** The runs beside the main one. Each is read back once, one after the other, and what the page draws of it is kept until it is shown no more. */
export class BesideRuns {
  private readonly held = new Map<Fit, HeldSeries>();
  private readonly asked = new Set<string>();

  /** The series that a track is drawn from. */
  seriesOf({ fit, role }: Track): GrowingSeries | undefined {
    return (role === 'main' ? undefined : fit && this.held.get(fit)) ?? fit?.series;
  }

  /** Keeps what is in memory now of the tracks that are shown, and forgets all others. */
  hold(tracks: readonly Track[]): void {
    const beside = tracks.filter(({ role }) => role !== 'main');
    for (const { run, fit } of beside) {
      const isThere = run.state.kind === 'ended' && run.loaded && fit !== undefined && fit.series.length > 0;
      if (isThere && !this.held.has(fit)) this.held.set(fit, new HeldSeries(fit));
    }
    const shown = new Set(beside.map(({ fit }) => fit));
    for (const fit of this.held.keys()) if (!shown.has(fit)) this.held.delete(fit);
    const keys = new Set(beside.map(trackKey));
    for (const key of this.asked) if (!keys.has(key)) this.asked.delete(key);
  }

  /**
   * Reads back what is shown and not there: the main run first, and again where memory had to give it up for the others.
   * @param shown the tracks as they are by now
   */
  async load(shown: () => readonly Track[]): Promise<void> {
    const loadMain = async (): Promise<void> => {
      const main = shown().find(({ role }) => role === 'main')?.run;
      if (main && !main.loaded) await main.load();
    };
    await loadMain();
    for (const track of shown()) {
      const { run, fit, role } = track;
      const key = trackKey(track);
      if (role === 'main' || run.loaded || (fit && this.held.has(fit)) || this.asked.has(key)) continue;
      this.asked.add(key);
      await run.load();
      this.hold(shown());
    }
    await loadMain();
  }
}
