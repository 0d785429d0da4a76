import { statSync } from 'node:fs';
import type { FitSummary, SourceLocation } from '../../protocol/fit.js';
import { type CallSite, type CallSites, parseCallSites } from '../../source/callSites.js';
import { modelFiles } from '../../source/modelFiles.js';
import { scriptText } from '../../source/scriptText.js';
import { readSource } from '../userModule/sourceTexts.js';

/** Finds the calls behind V8's stack positions; each version of a file is parsed once. */
export class CallSiteFinder {
  private readonly files = new Map<string, { readonly modified: number; readonly sites: CallSites | null }>();

  at({ file, line, column }: SourceLocation): CallSite | null {
    return this.sitesOf(file)?.at(line, column) ?? null;
  }

  private sitesOf(file: string): CallSites | null {
    const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN;
    const known = this.files.get(file);
    // A file that is gone has no time: what was parsed before stands.
    if (known && (known.modified === modified || Number.isNaN(modified))) return known.sites;
    const sites = parseFile(file);
    this.files.set(file, { modified, sites });
    return sites;
  }
}

/** Moves a summary's locations from the callee's name, where V8 has them, to the start of the call, and names its model. */
export function moveLocations(summary: FitSummary, finder: Pick<CallSiteFinder, 'at'>): FitSummary {
  const model = summary.location && finder.at(summary.location);
  return {
    ...summary,
    name: model?.assignedName ?? summary.name,
    location: moveToCall(summary.location, finder),
    layers: summary.layers.map((layer) => ({ ...layer, location: moveToCall(layer.location, finder) })),
  };
}

/** Moves one location from the callee's name to the start of the call. */
export function moveToCall(location: SourceLocation | null, finder: Pick<CallSiteFinder, 'at'>): SourceLocation | null {
  const site = location && finder.at(location);
  return site ? { file: location.file, line: site.line, column: site.column } : location;
}

function parseFile(file: string): CallSites | null {
  // Places in Python are not V8's: they already are where the call starts.
  if (modelFiles.python.test(file)) return null;
  try {
    return parseCallSites(scriptText(readSource(file), file), file);
  } catch {
    return null;
  }
}
