import type * as vscode from 'vscode';
import type { SourceLocation } from '../../protocol/fit.js';
import type { SourceModel } from '../../protocol/source.js';
import type { Fit, Run, Runs } from '../../runs/types.js';
import type { RunPlaces } from './runPlaces.js';

/** Fits of a run that are looked through for a model, newest first: a loop may train thousands. */
const FITS_LOOKED_AT = 50;

/** A run as it concerns one model. */
export interface ModelRun {
  readonly run: Run;
  /** The model's newest fit in it; null where it has not been trained yet. */
  readonly fit: Fit | null;
}

export const isActive = (run: Run): boolean => run.state.kind !== 'ended';

/** Tells which run and fit belong to a model in the source, through edits that have moved it since. */
export class ModelRuns {
  constructor(
    private readonly runs: Runs,
    private readonly places: RunPlaces,
  ) {}

  /** The newest run that concerns the model, one that still goes on before any other. */
  of(model: SourceModel, document: vscode.TextDocument): ModelRun | null {
    let ended: ModelRun | null = null;
    for (const run of this.runs.all) {
      if (ended && !isActive(run)) continue;
      const found = this.concern(run, model, document);
      if (found && isActive(run)) return found;
      ended ??= found;
    }
    return ended;
  }

  private concern(run: Run, model: SourceModel, document: vscode.TextDocument): ModelRun | null {
    const fits = run.fits.slice(-FITS_LOOKED_AT).reverse();
    const own = fits.find(
      ({ summary: { location } }) => location?.file === model.file && this.isAt(run, model, document, location),
    );
    if (own) return { run, fit: own };
    if (!this.wasAskedFor(run, model, document)) return null;
    if (fits.length === 0 && !run.loaded) void run.load();
    const elsewhere = fits.find(({ summary: { location } }) => location?.file !== model.file);
    return { run, fit: elsewhere ?? null };
  }

  private wasAskedFor(run: Run, model: SourceModel, document: vscode.TextDocument): boolean {
    const { model: asked } = run.request;
    return asked?.file === model.file && this.isAt(run, model, document, { line: asked.line, column: 1 });
  }

  private isAt(run: Run, model: SourceModel, document: vscode.TextDocument, at: Omit<SourceLocation, 'file'>): boolean {
    return this.places.locate(run, document, at)?.line === model.line - 1;
  }
}
