import type { RunHeader } from '../../protocol/runFile.js';
import { isAlive } from '../../system/isAlive.mjs';
import { processIdentity } from '../../system/processIdentity.mjs';

/**
 * Whether the host that wrote a header, or another file of its own, still runs. Process ids are used again (after a restart, in containers all the time), so
 * where the system tells one process from another, one that only has the same id is somebody else.
 */
export async function isOwnerAlive({
  ownerPid,
  owner = null,
}: Pick<RunHeader, 'ownerPid' | 'owner'>): Promise<boolean> {
  // 0 is every process of our own group.
  if (ownerPid <= 0 || !isAlive(ownerPid)) return false;
  return owner === null || owner === (await processIdentity(ownerPid));
}
