import type { RunHeader } from '../../protocol/runFile.js';
import { isOwnerAlive } from './ownerAlive.js';
import { isNewer } from './runHeader.js';
import type { RunStore } from './runStore.js';

export interface RetentionOptions {
  readonly store: RunStore;
  /** Runs that are kept; null keeps all. */
  readonly maxRuns: () => number | null;
  /** Asks whether these may be deleted, oldest last. */
  readonly mayDelete: ((headers: readonly RunHeader[]) => Promise<boolean>) | undefined;
  /** Whether this host has its process. */
  readonly isLive: (id: string) => boolean;
  readonly onDeleted: (id: string) => void;
}

/** Makes room: deletes the oldest ended runs beyond a number, those of other windows included, where whoever is asked agrees. */
export class Retention {
  /** Whether somebody is being asked. */
  private isAsking = false;

  constructor(private readonly options: RetentionOptions) {}

  async makeRoom(): Promise<void> {
    const { store, mayDelete, onDeleted } = this.options;
    const maxRuns = this.options.maxRuns();
    if (maxRuns === null || !mayDelete || this.isAsking) return;
    this.isAsking = true;
    try {
      const going = await this.deletable(beyond(await store.list(), maxRuns));
      if (going.length === 0 || !(await mayDelete(going))) return;
      // Who was asked had time to pin one of them, or to run it in another window.
      for (const { id } of await this.deletable(going)) {
        await store.delete(id);
        onDeleted(id);
      }
    } finally {
      this.isAsking = false;
    }
  }

  private async deletable(headers: readonly RunHeader[]): Promise<RunHeader[]> {
    const { store, isLive } = this.options;
    const going: RunHeader[] = [];
    for (const header of headers) {
      const runs = isLive(header.id) || (!header.end && (await isOwnerAlive(header)));
      if (!runs && !isNewer(header) && !(await store.isPinned(header.id))) going.push(header);
    }
    return going;
  }
}

/** What is older than so many runs, of headers newest first; all trials of a sweep count as one run. */
function beyond(headers: readonly RunHeader[], maxRuns: number): RunHeader[] {
  const counted = new Set<string>();
  return headers.filter(({ id, sweep }) => {
    const of = sweep?.id ?? id;
    if (counted.has(of)) return false;
    if (counted.size >= maxRuns) return true;
    counted.add(of);
    return false;
  });
}
