import { type BesideRole, MOST_COMPARED, type TrackChoice } from '../protocol/dashboard/messages.js';
import { previousRunOf } from '../runs/previousRun.js';
import type { Fit, Run } from '../runs/types.js';

/** A run and the fit of it that the page shows. */
export interface Track {
  readonly run: Run;
  /** Undefined until the run has its first one. */
  readonly fit: Fit | undefined;
  readonly role: 'main' | BesideRole;
}

/** What the page calls a track. */
export const trackKey = ({ run, fit }: Track): string => `${run.id}/${fit?.summary.fit ?? ''}`;

/** Which tracks the page shows, the main one first. Without a choice it follows what trains. */
export class Selection {
  private chosen: readonly TrackChoice[] = [];

  choose(tracks: readonly TrackChoice[]): void {
    this.chosen = tracks;
  }

  /** A run that has just started takes the stage; what was compared stays beside it. */
  lead(run: Run): void {
    const others = this.chosen.length > 1 ? this.chosen : [];
    this.chosen = [{ run: run.id, fit: null }, ...others].slice(0, MOST_COMPARED);
  }

  /** Stays with what is shown where nobody has chosen. */
  settle(tracks: readonly Track[]): void {
    if (this.chosen.length === 0) this.chosen = tracks.map(({ run }) => ({ run: run.id, fit: null }));
  }

  /** A run that is no more is no longer a choice. */
  forget(run: string): void {
    this.chosen = this.chosen.filter((choice) => choice.run !== run);
  }

  /** The tracks; where it is a single one, with the last run of the same model behind it. */
  shown(runs: readonly Run[]): Track[] {
    const tracks = this.tracks(runs);
    const [main, another] = tracks;
    return main && !another ? [main, ...trackBehind(main, runs)] : tracks;
  }

  /** The chosen tracks, else the run that trains, else the newest. */
  tracks(runs: readonly Run[]): Track[] {
    const chosen = this.chosen.flatMap((choice) => {
      const run = runs.find(({ id }) => id === choice.run);
      if (!run) return [];
      const fit = run.fits.find(({ summary }) => summary.fit === choice.fit) ?? run.fits.at(-1);
      return [{ run, fit }];
    });
    if (chosen.length > 0) return chosen.map((each, index) => ({ ...each, role: index === 0 ? 'main' : 'compared' }));
    const run = runs.find(({ state }) => state.kind !== 'ended') ?? runs[0];
    return run ? [{ run, fit: run.fits.at(-1), role: 'main' }] : [];
  }
}

/** The last run before a track's that trained the same model, with the fit of the same number where it has one. */
function trackBehind({ run, fit }: Track, runs: readonly Run[]): Track[] {
  const previous = previousRunOf(run, runs.filter(hasCurves));
  if (!previous || !fit) return [];
  const same = previous.fits.find(({ summary }) => summary.fit === fit.summary.fit);
  return [{ run: previous, fit: same ?? previous.fits.at(-1), role: 'behind' }];
}

/** Whether a run may have trained something that can be read. */
const hasCurves = ({ state }: Run): boolean =>
  state.kind !== 'ended' || (state.outcome !== 'nothing-trained' && state.outcome !== 'newer-format');
