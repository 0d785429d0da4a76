import { statSync } from 'node:fs';
import { disabledAt } from '../../diagnosis/disabled.js';
import type { FitSummary, SourceLocation } from '../../protocol/fit.js';
import { type CallSite, type CallSites, parseCallSites } from '../../source/callSites.js';
import { modelFiles } from '../../source/modelFiles.js';
import { scriptText } from '../../source/scriptText.js';
import { readSource } from '../userModule/sourceTexts.js';

/** What is read of a file. */
interface ReadFile {
  readonly modified: number;
  readonly sites: CallSites | null;
  readonly lines: readonly string[];
}

/** Finds the calls behind V8's stack positions, and what comments say there; each version of a file is parsed once. */
export class CallSiteFinder {
  private readonly files = new Map<string, ReadFile>();

  at({ file, line, column }: SourceLocation): CallSite | null {
    return this.read(file).sites?.at(line, column) ?? null;
  }

  /** The rules that comments switch off at a place. */
  disabledAt({ file, line }: SourceLocation): string[] {
    return disabledAt(this.read(file).lines, line);
  }

  private read(file: string): ReadFile {
    const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN;
    const known = this.files.get(file);
    // A file that is gone has no time: what was parsed before stands.
    if (known && (known.modified === modified || Number.isNaN(modified))) return known;
    const read = { modified, ...parseFile(file) };
    this.files.set(file, read);
    return read;
  }
}

/** Moves a summary's locations from the callee's name, where V8 has them, to the start of the call, and names its model. */
export function moveLocations(summary: FitSummary, finder: Pick<CallSiteFinder, 'at' | 'disabledAt'>): FitSummary {
  const model = summary.location && finder.at(summary.location);
  return {
    ...summary,
    name: model?.assignedName ?? summary.name,
    ...placed(summary.location, finder),
    layers: summary.layers.map((layer) => ({ ...layer, ...placed(layer.location, finder) })),
  };
}

function placed(
  location: SourceLocation | null,
  finder: Pick<CallSiteFinder, 'at' | 'disabledAt'>,
): Pick<FitSummary, 'location' | 'disabled'> {
  const moved = moveToCall(location, finder);
  const disabled = moved ? finder.disabledAt(moved) : [];
  return { location: moved, ...(disabled.length > 0 ? { disabled } : {}) };
}

/** Moves one location from the callee's name to the start of the call. */
export function moveToCall(location: SourceLocation | null, finder: Pick<CallSiteFinder, 'at'>): SourceLocation | null {
  const site = location && finder.at(location);
  return site ? { file: location.file, line: site.line, column: site.column } : location;
}

function parseFile(file: string): Omit<ReadFile, 'modified'> {
  let lines: string[] = [];
  try {
    const text = readSource(file);
    lines = text.split('\n');
    // Places in Python are not V8's: they already are where the call starts.
    return { sites: modelFiles.python.test(file) ? null : parseCallSites(scriptText(text, file), file), lines };
  } catch {
    return { sites: null, lines };
  }
}
