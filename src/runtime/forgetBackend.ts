import type { BackendInfo } from '../protocol/backend.js';
import { ProbeMemory } from './probeMemory.js';

/** A run could not load its backend: that it once loaded counts no longer, so that the next run looks again and takes another or says what to do. */
export async function forgetBackend(storeDirectory: string, { kind, path }: BackendInfo): Promise<void> {
  if (kind === 'tfjs-node') await new ProbeMemory(storeDirectory, () => {}).forget(path);
}
