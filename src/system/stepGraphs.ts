import { readdirSync, rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './isAlive.mjs';

/** What the folders are called that TensorFlow reads graphs from; the process that has it made follows. */
const PREFIX = 'gradlens-step-';

/** What the folder for a graph begins with, for `mkdtemp`. */
export const stepGraphPrefix = (pid: number): string => join(tmpdir(), `${PREFIX}${pid}-`);

/** Removes what processes that were killed while TensorFlow read their graph have left. */
export function removeLeftGraphs(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's.
    }
  }
}

/** The same of one process, which is gone, for who waited for its end. Never rejects. */
export async function removeGraphsOf(pid: number): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  const left = names.filter((name) => name.startsWith(`${PREFIX}${pid}-`));
  await Promise.allSettled(left.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true })));
}
