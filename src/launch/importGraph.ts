import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { ProjectImports } from '../source/imports/projectImports.js';
import { importSpecifiers, resolveImport } from '../source/imports/resolveImport.js';
import { walkFolder } from '../system/walkFolder.js';

const SOURCE = /(?<!\.d)\.(?:[mc]?[jt]s|[jt]sx)$/;
/** What a build or a tool writes. */
const GENERATED = /^(?:\.|dist$|build$|out$|coverage$|venv$)/;
/** More than the projects have in which one file trains another's model; a whole disk is not searched. */
const MAX_FILES = 4000;
const MAX_FOLDERS = 2000;

const ENDING = /(\.d)?\.[a-z]+$/;

/** Graphs that are being read. */
const underWay = new Map</* folder */ string, Promise<ImportGraph>>();

/** Which files of a project bring in which others. */
export class ImportGraph {
  private readonly imports = new ProjectImports();

  private constructor(
    private readonly folder: string,
    /** What each file names, by file. */
    private readonly specifiers: ReadonlyMap<string, readonly string[]>,
  ) {}

  /** Reads the JavaScript and TypeScript of a folder; what cannot be read brings in nothing. */
  static async of(folder: string): Promise<ImportGraph> {
    const specifiers = new Map<string, readonly string[]>();
    for (const file of sourceFiles(folder)) {
      const named = importSpecifiers(await readFile(file, 'utf8').catch(() => ''));
      if (named.length > 0) specifiers.set(file, named);
    }
    return new ImportGraph(folder, specifiers);
  }

  /** As `of`; all that ask while a folder is being read, as the models of one file do, share one graph. */
  static shared(folder: string): Promise<ImportGraph> {
    const graph = underWay.get(folder) ?? ImportGraph.of(folder).finally(() => underWay.delete(folder));
    underWay.set(folder, graph);
    return graph;
  }

  /** The files that bring a file in, directly or through others: the nearest first, each once, however they import each other. */
  importersOf(file: string): string[] {
    const found = new Set<string>([file]);
    for (const each of found) for (const importer of this.directImporters(each)) found.add(importer);
    found.delete(file);
    return [...found];
  }

  private directImporters(file: string): string[] {
    const isNamed = nameTest(file, this.folder);
    return [...this.specifiers].flatMap(([importer, named]) => {
      if (importer === file) return [];
      // A name that is no path may be an alias of anything.
      const mayMean = (each: string) => isNamed(each) || !/^\.{0,2}\//.test(each);
      const leadsHere = named.some((each) => mayMean(each) && resolveImport(each, importer, this.imports) === file);
      return leadsHere ? [importer] : [];
    });
  }
}

/** JavaScript and TypeScript of a folder and of those in it, the nearest first; what is installed or generated is left out. */
function* sourceFiles(folder: string): Generator<string> {
  let folders = 1;
  let files = 0;
  const leavesOut = (path: string) => GENERATED.test(basename(path)) || ++folders > MAX_FOLDERS;
  for (const path of walkFolder(folder, { leavesOut })) {
    if (!SOURCE.test(path)) continue;
    yield path;
    if (++files === MAX_FILES) return;
  }
}

/** Whether an import may mean the file, as far as its last part shows: only then is the disk asked. */
function nameTest(file: string, folder: string): (specifier: string) => boolean {
  const stem = basename(file).replace(ENDING, '');
  const isIndex = stem === 'index' && dirname(file) !== folder;
  const names = new Set([stem, basename(file), ...(isIndex ? [basename(dirname(file)), '.', '..'] : [])]);
  return (specifier) => {
    const last =
      specifier
        .replace(/[?#].*$/, '')
        .replace(/\/+$/, '')
        .split('/')
        .at(-1) ?? '';
    return names.has(last) || names.has(last.replace(ENDING, ''));
  };
}
