import type { SourceLocation } from '../../protocol/fit.js';
import type { RunPosition } from '../../runs/positions.js';
import { fitAt } from '../../runs/series/fitAt.js';
import type { Fit, Run } from '../../runs/types.js';
import { type LayerFinding, type LayerGradient, layerGradients } from './layerGradient.js';

/** Fits that are looked through, newest first: a loop may train thousands. */
const FITS_LOOKED_AT = 20;

/** The layers that were made on one line of a document, with their gradients. */
export interface LineGradients {
  /** From 0, as the document is now. */
  readonly line: number;
  /** What ran was edited since: the values are of another text. */
  readonly stale: boolean;
  /** These very layers were. */
  readonly edited: boolean;
  readonly layers: readonly LayerGradient[];
}

type Locate = (location: SourceLocation) => Pick<LineGradients, 'line' | 'stale' | 'edited'> | null;

/**
 * What a run has to show on each line of `file`; a line that several fits trained shows the newest of them.
 * @param position the batch to show; null for the last one
 */
export function lineGradients(
  run: Pick<Run, 'fits' | 'judgement'>,
  file: string,
  position: RunPosition | null,
  locate: Locate,
): LineGradients[] {
  const lines = new Map</* line */ number, { stale: boolean; edited: boolean; fit: Fit; layers: LayerGradient[] }>();
  const trained = position ? run.fits.filter(({ summary }) => summary.fit <= position.fit) : run.fits;
  for (const fit of trained.slice(-FITS_LOOKED_AT).reverse()) {
    if (!fit.latest || !touches(fit, file)) continue;
    for (const gradient of gradientsOf(run, fit, position)) {
      const location = fit.summary.layers[gradient.layer]?.location;
      const place = location?.file === file ? locate(location) : null;
      if (!place) continue;
      const there = lines.get(place.line);
      if (!there) lines.set(place.line, { stale: place.stale, edited: place.edited, fit, layers: [gradient] });
      else if (there.fit === fit) {
        there.layers.push(gradient);
        there.stale ||= place.stale;
        there.edited ||= place.edited;
      }
    }
  }
  return [...lines].map(([line, { stale, edited, layers }]) => ({ line, stale, edited, layers }));
}

/** Whether a fit trains a layer that `file` defines and has values to show. */
export function showsIn(run: Pick<Run, 'fits'>, file: string): boolean {
  return run.fits.slice(-FITS_LOOKED_AT).some((fit) => fit.latest !== null && touches(fit, file));
}

/** What findings say of a fit is about its end. */
const gradientsOf = (run: Pick<Run, 'judgement'>, fit: Fit, position: RunPosition | null): LayerGradient[] =>
  position?.fit === fit.summary.fit
    ? layerGradients(fitAt(fit, position.step))
    : layerGradients(fit, findingsOf(run, fit));

/** Most severe first, each cause before what follows from it. */
const findingsOf = ({ judgement }: Pick<Run, 'judgement'>, fit: Fit): LayerFinding[] =>
  judgement?.fits.find((each) => each.fit === fit)?.findings.flatMap((cause) => [cause, ...cause.follows]) ?? [];

const touches = (fit: Fit, file: string): boolean => fit.summary.layers.some((layer) => layer.location?.file === file);
