import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** Clock ticks since boot; with the pid it names one process for good, since pids are used again. */
  readonly startTime: string;
}

/**
 * Ends a child by force together with what it started and what these started, as far as the system shows it (Linux).
 * Never rejects; processes that have ended already are passed over.
 */
export async function killTree(child: ChildProcess): Promise<void> {
  const descendants = process.platform === 'linux' && child.pid ? await findDescendants(child.pid) : [];
  child.kill('SIGKILL');
  for (const entry of descendants) {
    const now = await readEntry(entry.pid);
    if (now?.startTime === entry.startTime) kill(entry.pid);
  }
}

async function findDescendants(root: number): Promise<ProcessEntry[]> {
  const names = await readdir('/proc').catch(() => []);
  const entries = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map((name) => readEntry(Number(name))));
  const children = Map.groupBy(
    entries.filter((entry) => entry !== undefined),
    (entry) => entry.parent,
  );
  const found: ProcessEntry[] = [];
  for (let wave = children.get(root) ?? []; wave.length > 0; ) {
    found.push(...wave);
    wave = wave.flatMap((entry) => children.get(entry.pid) ?? []);
  }
  return found;
}

/** From /proc/PID/stat: the command's name stands in parentheses and may hold anything, so fields count from the last one. */
async function readEntry(pid: number): Promise<ProcessEntry | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [, parent] = fields;
  const startTime = fields[19];
  return parent === undefined || startTime === undefined ? undefined : { pid, parent: Number(parent), startTime };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}
