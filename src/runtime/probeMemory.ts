import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
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

/**
 * Probes copies of tfjs-node, and remembers those that loaded, in memory and in the store, so that only the first run
 * on a copy pays for it. Failures are not remembered: what is missing may be installed at any time.
 */
export class ProbeMemory {
  constructor(
    private readonly storeDirectory: string,
    private readonly log: (line: string) => void,
  ) {}

  async probe(directory: string, signal?: AbortSignal): Promise<ProbeResult> {
    const version = await readVersion(directory);
    if (version === null) return { loads: false, reason: 'it is not installed' };
    const binding = await findBinding(directory);
    if (binding === null) {
      return { loads: false, reason: 'its native part is missing, so its install script did not run or failed' };
    }
    const { mtimeMs } = await stat(binding);
    const key = [directory, version, mtimeMs, process.version, process.arch].join('|');
    if (loadedHere.has(key) || (await this.read()).includes(key)) {
      loadedHere.add(key);
      return { loads: true };
    }
    const result = await probeTfjsNode(directory, { log: this.log, signal });
    if (result.loads) {
      loadedHere.add(key);
      await this.remember(key);
    }
    return result;
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
    const keys = [...(await this.read()), key].slice(-REMEMBERED_LIMIT);
    const partial = `${this.file}.${process.pid}`;
    try {
      await mkdir(dirname(this.file), { recursive: true });
      await writeFile(partial, JSON.stringify(keys));
      await rename(partial, this.file);
    } catch (error) {
      this.log(`That a tfjs-node loads could not be remembered in ${this.file}: ${String(error)}`);
    }
  }

  private get file(): string {
    return join(this.storeDirectory, REMEMBERED_FILE);
  }
}
