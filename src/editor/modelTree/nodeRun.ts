import type { Fit, Run } from '../../runs/types.js';
import type { ModelNode } from '../../workspace/modelFolders.js';
import { isActive, type ModelRun } from '../models/modelRuns.js';

/** Fits of a run that are looked through for a model, newest first. */
const FITS_LOOKED_AT = 20;

type Listed = Pick<ModelNode, 'file' | 'name' | 'line' | 'isNamesake'>;

/**
 * The newest run of a model that need not be open in an editor, one that still goes on before any other. The name tells the model,
 * since lines move; the line does where a file has several models of that name.
 */
export function nodeRun(runs: readonly Run[], node: Listed): ModelRun | null {
  let ended: ModelRun | null = null;
  for (const run of runs) {
    if (ended && !isActive(run)) continue;
    const found = concern(run, node);
    if (found && isActive(run)) return found;
    ended ??= found;
  }
  return ended;
}

/** Files whose models a run may concern. */
export function filesOf(run: Pick<Run, 'request' | 'fits'>): Set<string> {
  const { file, model } = run.request;
  const ofFits = recentFits(run).flatMap(({ summary: { location } }) => (location ? [location.file] : []));
  return new Set([file, ...(model ? [model.file] : []), ...ofFits]);
}

/** The newest run that concerns a file. */
export const newestRunOf = ({ all }: { readonly all: readonly Run[] }, file: string): Run | null =>
  all.find((run) => filesOf(run).has(file)) ?? null;

function concern(run: Run, node: Listed): ModelRun | null {
  const fits = recentFits(run);
  const own = fits.find(({ summary: { location, name } }) => {
    return location?.file === node.file && isSame(node, { name, line: location.line });
  });
  if (own) return { run, fit: own };
  const { model } = run.request;
  if (model?.file !== node.file || !isSame(node, model)) return null;
  if (fits.length === 0 && !run.loaded) void run.load();
  return { run, fit: fits.find(({ summary: { location } }) => location?.file !== node.file) ?? null };
}

const isSame = (node: Listed, { name, line }: { readonly name: string; readonly line: number }): boolean =>
  node.isNamesake ? line === node.line : name === node.name || line === node.line;

const recentFits = ({ fits }: Pick<Run, 'fits'>): Fit[] => fits.slice(-FITS_LOOKED_AT).reverse();
