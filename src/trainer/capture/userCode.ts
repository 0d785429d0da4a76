import { realpathSync } from 'node:fs';
import { findSourceMap } from 'node:module';
import { dirname, isAbsolute, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '../../protocol/fit.js';

const INSTALLED = `${sep}node_modules${sep}`;

/** Deep enough for a layer that user code creates through helpers, below tfjs's own constructors. */
const DEPTH = 100;

/** Tells the user's own code from Node, tfjs, installed packages and the trainer. */
export class UserCode {
  /** Folder of the trainer's build and, beside it, of the embedded tfjs. */
  private readonly ours = dirname(dirname(fileURLToPath(import.meta.url))) + sep;

  /** Node knows files by their real paths; people and editors know them by the path that was asked for. */
  private readonly links: { readonly real: string; readonly asked: string };

  /** Lines of the source for the rows of code that was put together from it. */
  private readonly lineMaps = new Map</* file */ string, readonly number[]>();

  /** @param entry the user's file as the host names it */
  constructor(entry: string) {
    this.links = differingFolders(entry);
  }

  /** Whether a script is part of GradLens. */
  isOurs(script: string): boolean {
    return script.startsWith(this.ours);
  }

  /** Path of a user's file from what V8 calls the script (a path or a file URL), or null. */
  fileOf(script: string | null | undefined): string | null {
    if (!script) return null;
    const file = script.startsWith('file:') ? fileURLToPath(script.split('?', 1)[0] ?? script) : script;
    if (!isAbsolute(file) || file.includes(INSTALLED) || this.isOurs(file)) return null;
    const { real, asked } = this.links;
    return file.startsWith(real) ? asked + file.slice(real.length) : file;
  }

  /** @param lines for each row of the code that runs under the file's name the file's line, 0 where it has none */
  mapLines(file: string, lines: readonly number[]): void {
    this.lineMaps.set(file, lines);
  }

  /** A position in code that runs under a file's name, as the file has it. */
  inSource(file: string, line: number, column: number): SourceLocation | null {
    const lines = this.lineMaps.get(file);
    const own = lines ? lines[line - 1] : line;
    return own ? { file, line: own, column } : null;
  }

  /** A position in a script, mapped back to the source where the script was generated from TypeScript. */
  locate(script: string | null | undefined, line: number, column: number): SourceLocation | null {
    const file = this.fileOf(script);
    if (file === null || !script) return null;
    const entry = findSourceMap(script)?.findEntry(line - 1, column - 1);
    if (!entry || !('originalLine' in entry)) return this.inSource(file, line, column);
    return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }

  /**
   * Where user code made the call that is under way.
   * @param below the function of ours that was called; frames above it count
   * @param skip leaves out frames that only stand between the call and what it did
   */
  // biome-ignore lint/complexity/noBannedTypes: what Error.captureStackTrace takes.
  callPlace(below: Function, skip: (site: NodeJS.CallSite) => boolean = () => false): SourceLocation | null {
    return this.placeIn(noteCallSites(below)(), skip);
  }

  /** As `callPlace`, found when it is asked for: that the call is noted costs far less, where there are thousands a second. */
  // biome-ignore lint/complexity/noBannedTypes: what Error.captureStackTrace takes.
  noteCallPlace(below: Function): () => SourceLocation | null {
    const callSites = noteCallSites(below);
    return () => this.placeIn(callSites(), () => false);
  }

  private placeIn(sites: readonly NodeJS.CallSite[], skip: (site: NodeJS.CallSite) => boolean): SourceLocation | null {
    for (const site of sites) {
      // What follows an async frame waits for this call; it did not make it.
      if (site.isAsync()) return null;
      const script = site.getFileName();
      if (this.fileOf(script) === null || skip(site)) continue;
      return this.locate(script, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
    }
    return null;
  }
}

/** The folders in which a path and its real path differ: what is left of both without their common end. */
function differingFolders(path: string): { real: string; asked: string } {
  const [real, asked] = [realPath(path).split(sep), path.split(sep)];
  while (real.length > 1 && asked.length > 1 && real.at(-1) === asked.at(-1)) {
    real.pop();
    asked.pop();
  }
  return { real: real.join(sep) + sep, asked: asked.join(sep) + sep };
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * Takes note of the call stack above `below`: V8 writes it down when `stack` is first read. Leaves user code's own
 * `Error.prepareStackTrace` and `Error.stackTraceLimit` as they were.
 * @returns gives the stack in its structure, innermost first; to be called once
 */
// biome-ignore lint/complexity/noBannedTypes: Error.captureStackTrace takes any function.
function noteCallSites(below: Function): () => readonly NodeJS.CallSite[] {
  const { stackTraceLimit } = Error;
  const holder: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = DEPTH;
    Error.captureStackTrace(holder, below);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return () => {
    const { prepareStackTrace } = Error;
    try {
      Error.prepareStackTrace = (_, sites) => sites;
      return Array.isArray(holder.stack) ? holder.stack : [];
    } finally {
      if (prepareStackTrace === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
      else Error.prepareStackTrace = prepareStackTrace;
    }
  };
}
