import { readFile } from 'node:fs/promises';
import type { RunHeader } from '../protocol/runFile.js';
import { isAlive } from '../system/isAlive.js';

/** Ticks of /proc's clock in a second; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Milliseconds by which the system's and the run's clock may differ. */
const TOLERANCE = 2000;

/**
 * Whether the host that wrote a header still runs. Process ids are used again (after a restart, in containers all the time),
 * so where the system tells when a process began (Linux), one that is younger than the run is somebody else.
 */
export async function isOwnerAlive({ ownerPid, startedAt }: RunHeader): Promise<boolean> {
  if (!isAlive(ownerPid)) return false;
  const began = await startOf(ownerPid);
  return began === null || began <= startedAt + TOLERANCE;
}

/** Milliseconds since the Unix epoch; null where the system does not tell. */
async function startOf(pid: number): Promise<number | null> {
  try {
    const [stat, system] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'latin1'),
      readFile('/proc/stat', 'latin1'),
    ]);
    const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
    const boot = Number(/^btime (\d+)/m.exec(system)?.[1]);
    const began = (boot + ticks / TICKS_PER_SECOND) * 1000;
    return Number.isFinite(began) ? began : null;
  } catch {
    return null;
  }
}
