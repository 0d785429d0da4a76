import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { type ProbeResult, probeTfjsNode } from './probeTfjsNode.js';
import { findBinding, readVersion } from './tfjsNodePackage.js';

/** Newest last: what loaded on this machine, each as a key of all that could change the answer. */
const Remembered = v.array(v.string());
const REMEMBERED_FILE = 'loaded-backends.json';
const REMEMBERED_LIMIT = 50;

/** Shared by all windows of this process. */
const loadedHere = new Set<string>();
const failedHere = new Map</* folder */ string, /* why */ string>();

/**
 * Probes copies of tfjs-node, and remembers those that loaded, in memory and in the store, so that only the first run
 * on a copy pays for it. Failures are not remembered: what is missing may be installed at any time.
 */
export class ProbeMemory {
  constructor(
    private readonly storeDirectory: string,
    private readonly log: (line: string) => void,
  ) {}

  /** @param fresh loads it whatever is remembered */
  async probe(
    directory: string,
    { signal, fresh = false }: { readonly signal?: AbortSignal; readonly fresh?: boolean } = {},
  ): Promise<ProbeResult> {
    const version = await readVersion(directory);
    if (version === null) return { loads: false, reason: 'it is not installed' };
    const binding = await findBinding(directory);
    if (binding === null) {
      return { loads: false, reason: 'its native part is missing, so its install script did not run or failed' };
    }
    const key = [directory, version, await fingerprint(directory, binding), process.version, process.arch].join('|');
    if (fresh) await this.forget(directory);
    else if (loadedHere.has(key) || (await this.read()).includes(key)) {
      loadedHere.add(key);
      return { loads: true };
    }
    const result = await probeTfjsNode(directory, { log: this.log, signal });
    if (result.loads) {
      failedHere.delete(directory);
      loadedHere.add(key);
      await this.remember(key);
    } else failedHere.set(directory, result.reason);
    return result;
  }

  /** Whether a copy is there and has not failed in this process, without loading it. */
  async look(directory: string): Promise<ProbeResult> {
    if ((await readVersion(directory)) === null) return { loads: false, reason: 'it is not installed' };
    if ((await findBinding(directory)) === null) return { loads: false, reason: 'its native part is missing' };
    const reason = failedHere.get(directory);
    return reason === undefined ? { loads: true } : { loads: false, reason };
  }

  /** What was remembered of a copy is no longer so: a run could not load it. */
  async forget(directory: string): Promise<void> {
    const isOfIt = (key: string) => key.startsWith(`${directory}|`);
    for (const key of [...loadedHere].filter(isOfIt)) loadedHere.delete(key);
    const keys = await this.read();
    if (keys.some(isOfIt)) await this.write(keys.filter((key) => !isOfIt(key)));
  }

  private async read(): Promise<string[]> {
    try {
      const parsed = v.safeParse(Remembered, JSON.parse(await readFile(this.file, 'utf8')));
      return parsed.success ? parsed.output : [];
    } catch {
      return [];
    }
  }

  private async remember(key: string): Promise<void> {
    await this.write([...(await this.read()), key].slice(-REMEMBERED_LIMIT));
  }

  private async write(keys: readonly string[]): Promise<void> {
    const partial = `${this.file}.${process.pid}`;
    try {
      await mkdir(dirname(this.file), { recursive: true });
      await writeFile(partial, JSON.stringify(keys));
      await rename(partial, this.file);
    } catch (error) {
      this.log(`Could not store in ${this.file} which tfjs-node loads: ${String(error)}`);
    }
  }

  private get file(): string {
    return join(this.storeDirectory, REMEMBERED_FILE);
  }
}

/** Changes with the native part and with TensorFlow's own libraries beside it. */
async function fingerprint(directory: string, binding: string): Promise<string> {
  const libraries = join(directory, 'deps', 'lib');
  const names = (await readdir(libraries).catch(() => [])).sort();
  const stats = await Promise.all(
    [binding, ...names.map((name) => join(libraries, name))].map((path) => stat(path).catch(() => null)),
  );
  return [...names, ...stats.map((found) => (found ? `${found.size}@${found.mtimeMs}` : 'gone'))].join(',');
}
