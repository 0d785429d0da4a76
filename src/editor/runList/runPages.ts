import type { Run } from '../../runs/types.js';
import type { RunGroup } from './runGroups.js';

/** Runs of a group that are listed at first, and that are added: what changed is worked out for each that is listed. */
export const PAGE = 100;

/** How many runs of each group are listed. */
export class RunPages {
  private readonly pages = new Map</* group */ string, number>();

  shown({ key, runs }: Pick<RunGroup, 'key' | 'runs'>): readonly Run[] {
    return runs.slice(0, PAGE * this.pagesOf(key));
  }

  more(key: string): void {
    this.pages.set(key, this.pagesOf(key) + 1);
  }

  private pagesOf(key: string): number {
    return this.pages.get(key) ?? 1;
  }
}
