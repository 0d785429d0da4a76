import { HumanError } from '../errors/humanError.js';
import type { BackendInfo } from '../protocol/backend.js';
import { ownTfjsNode } from './ownTfjsNode.js';
import { ProbeMemory } from './probeMemory.js';
import { findProjectCopies, readVersion } from './tfjsNodePackage.js';
import { EMBEDDED_TFJS_VERSION, TFJS_NODE_VERSION } from './versions.js';

export interface ResolveOptions {
  /** The user's file, absolute; its folder is where the search for the project's tfjs-node begins. */
  readonly file: string;
  readonly storeDirectory: string;
  /** Folder of the embedded tfjs with its WASM backend. */
  readonly embeddedDirectory: string;
  /** `auto` takes the first that loads; the others are never replaced by something else. */
  readonly preference: 'auto' | 'tfjs-node' | 'wasm';
  /** Whether candidates are loaded, each in a process of its own, before one is chosen; else it is enough that they are there. */
  readonly load: boolean;
  readonly log: (line: string) => void;
}

export interface ResolvedBackend {
  readonly backend: BackendInfo;
  /** A sentence for each candidate that was passed over, on why. */
  readonly notes: readonly string[];
}

/**
 * Chooses what a run trains on: the project's tfjs-node if it loads, GradLens's own copy, or the embedded default.
 * @throws {HumanError} where tfjs-node is asked for and none loads.
 */
export async function resolveBackend(options: ResolveOptions): Promise<ResolvedBackend> {
  const { file, storeDirectory, embeddedDirectory, preference, load, log } = options;
  const embedded = embeddedBackend(embeddedDirectory);
  if (preference === 'wasm') return { backend: embedded, notes: [] };

  const memory = new ProbeMemory(storeDirectory, log);
  const check = (directory: string) => (load ? memory.probe(directory) : memory.look(directory));
  const notes: string[] = [];
  for (const { name, directory, version } of await findProjectCopies(file)) {
    const result = await check(directory);
    if (result.loads) {
      const own = name === 'tfjs-node' ? {} : { package: name };
      return { backend: { kind: 'tfjs-node', ...own, version, origin: 'project', path: directory }, notes };
    }
    notes.push(`The project's ${name} ${version} does not load: ${result.reason}.`);
  }
  const path = ownTfjsNode(storeDirectory);
  const own = await check(path);
  if (own.loads) return { backend: { kind: 'tfjs-node', version: TFJS_NODE_VERSION, origin: 'gradlens', path }, notes };
  const installed = (await readVersion(path)) !== null;
  notes.push(
    installed ? `GradLens's own tfjs-node does not load: ${own.reason}.` : "GradLens's own tfjs-node is not installed.",
  );

  if (preference === 'tfjs-node') {
    throw new HumanError(
      `No usable tfjs-node found. ${notes.join(' ')} Run the command "GradLens: Install tfjs-node" to install one.`,
    );
  }
  return { backend: embedded, notes };
}

/** A run could not load its backend: that it once loaded counts no longer, so that the next run looks again and takes another or says what to do. */
export async function forgetBackend(storeDirectory: string, { kind, path }: BackendInfo): Promise<void> {
  if (kind === 'tfjs-node') await new ProbeMemory(storeDirectory, () => {}).forget(path);
}

/** What every build brings along. @param path its folder */
export const embeddedBackend = (path: string): BackendInfo => ({
  kind: 'wasm',
  version: EMBEDDED_TFJS_VERSION,
  origin: 'embedded',
  path,
});
