import { readFile } from 'node:fs/promises';

/**
 * Tells a process from any other that is given its id, before or after it: the system's boot and the ticks from there to the process's start, which no
 * clock that somebody sets can change. Null where the system does not tell (it does on Linux), or there is no such process.
 * @param {number} pid
 * @returns {Promise<string | null>}
 */
export async function processIdentity(pid) {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'latin1'),
      readFile('/proc/sys/kernel/random/boot_id', 'latin1'),
    ]);
    // The command's name stands in parentheses and may hold anything, so fields count from the last one.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? null : `${boot.trim()}:${ticks}`;
  } catch {
    return null;
  }
}
