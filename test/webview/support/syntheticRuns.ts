import { Emitter } from '../../../src/lifecycle/emitter.js';
import type { CodeNow } from '../../../src/runs/changes/codeNow.js';
import type { Run, Runs } from '../../../src/runs/types.js';

/** A list of runs without a store or a trainer. */
export class SyntheticRuns implements Runs {
  private readonly added = new Emitter<Run>();
  private readonly removed = new Emitter<Run>();
  readonly onDidAdd = this.added.event;
  readonly onDidRemove = this.removed.event;
  all: Run[];

  constructor(...all: Run[]) {
    this.all = all;
  }

  add(run: Run): void {
    this.all = [run, ...this.all];
    this.added.fire(run);
  }

  async restore(): Promise<void> {}

  async recall(id: string): Promise<Run | undefined> {
    return this.find(id);
  }

  async start(): Promise<Run> {
    throw new Error('Nothing starts here');
  }

  async delete(id: string): Promise<void> {
    const run = this.find(id);
    this.all = this.all.filter((other) => other.id !== id);
    if (run) this.removed.fire(run);
  }

  async mark(): Promise<void> {}

  async whatChanged(): Promise<string | null> {
    return null;
  }

  async exportRun(): Promise<string> {
    throw new Error('Nothing is written here');
  }

  async sources(): Promise<[]> {
    return [];
  }

  modelFolder(run: Run, fit: number): string {
    return `/store/${run.id}/fit-${fit}.model`;
  }

  async codeNow(): Promise<CodeNow> {
    return { isSame: true, shifts: [] };
  }

  async deleteAll(): Promise<void> {
    for (const run of this.all) await this.delete(run.id);
  }

  async diskUsage(): Promise<number> {
    return 4_200_000;
  }

  find(id: string): Run | undefined {
    return this.all.find((run) => run.id === id);
  }

  async close(): Promise<void> {}
}
