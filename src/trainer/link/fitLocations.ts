import { statSync } from 'node:fs';
import { disabledAt } from '../../diagnosis/disabled.js';
import { findLayer } from '../../layers/catalogue.js';
import type { FitSummary, SourceLocation } from '../../protocol/fit.js';
import type { TokenWords } from '../../protocol/kerasProgram.js';
import { type CallSite, type CallSites, parseCallSites } from '../../source/callSites.js';
import { modelFiles } from '../../source/modelFiles.js';
import { scriptText } from '../../source/scriptText.js';
import { readSource } from '../userModule/sourceTexts.js';
import { sourceWords } from './sourceWords.js';

/** What is read of a file. */
interface ReadFile {
  readonly modified: number;
  readonly sites: CallSites | null;
  readonly lines: readonly string[];
}

/** What a file has at places of it. */
type Opened = (file: string) => ReadFile;

/** Finds the calls behind V8's stack positions, and what comments say there; each version of a file is parsed once. */
export class CallSiteFinder {
  private readonly files = new Map<string, ReadFile>();
  /** Files whose words were asked for. */
  private readonly told = new Set<string>();

  /** Looks once at each file that is asked for: what is asked of one together is of one version. */
  opened(): Opened {
    const looked = new Map<string, ReadFile>();
    return (file) => {
      const known = looked.get(file) ?? this.read(file);
      looked.set(file, known);
      return known;
    };
  }

  /** The words of tokens in a file of JavaScript, told once. */
  newWords(file: string): TokenWords | null {
    if (this.told.has(file) || modelFiles.python.test(file)) return null;
    this.told.add(file);
    try {
      return sourceWords(scriptText(readSource(file), file), file);
    } catch {
      return null;
    }
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
export function moveLocations(summary: FitSummary, finder: CallSiteFinder): FitSummary {
  const opened = finder.opened();
  return {
    ...withWords(summary, finder),
    name: siteAt(summary.location, opened)?.assignedName ?? summary.name,
    ...placed(summary.location, opened),
    layers: summary.layers.map((layer) => ({ ...layer, ...placed(layer.location, opened) })),
  };
}

/** What the tokens of an embedding seem to stand for, in the file that the model stands in; of data of the source's own. */
function withWords(summary: FitSummary, finder: CallSiteFinder): FitSummary {
  const { location, setup, layers } = summary;
  const first = layers.find(({ className }) => className !== 'InputLayer');
  const isOfTokens = first && findLayer(first.className)?.kind === 'embedding';
  if (!location || !setup || setup.data !== null || setup.words || !isOfTokens) return summary;
  const words = finder.newWords(location.file);
  return words ? { ...summary, setup: { ...setup, words: { from: words.name, list: words.list } } } : summary;
}

/** Moves one location from the callee's name to the start of the call. */
export function moveToCall(location: SourceLocation | null, finder: CallSiteFinder): SourceLocation | null {
  return moved(location, finder.opened());
}

const siteAt = (location: SourceLocation | null, opened: Opened): CallSite | null =>
  (location && opened(location.file).sites?.at(location.line, location.column)) ?? null;

function moved(location: SourceLocation | null, opened: Opened): SourceLocation | null {
  const site = siteAt(location, opened);
  return location && site ? { file: location.file, line: site.line, column: site.column } : location;
}

/** A place, with the rules that comments switch off there. */
function placed(location: SourceLocation | null, opened: Opened): Pick<FitSummary, 'location' | 'disabled'> {
  const place = moved(location, opened);
  const disabled = place ? disabledAt(opened(place.file).lines, place.line) : [];
  return { location: place, ...(disabled.length > 0 ? { disabled } : {}) };
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
