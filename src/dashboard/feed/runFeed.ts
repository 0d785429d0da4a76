import type { PageParts, RunItem, RunView } from '../../protocol/dashboard.js';
import type { Run } from '../../runs/types.js';
import { runItem, runView } from '../view/runView.js';
import { Changed } from './changed.js';

/** Runs that the picker lists at most, newest first. */
const LISTED_RUNS = 100;

/** The list of runs and the shown run as the page has them. */
export class RunFeed {
  private readonly list = new Changed<RunItem[]>();
  private readonly run = new Changed<RunView | null>();
  private readonly disk = new Changed<number | null>();

  next(runs: readonly Run[], shown: Run | undefined, diskBytes: number | null): PageParts {
    const parts: PageParts = {};
    const list = this.list.next(runs.slice(0, LISTED_RUNS).map(runItem));
    if (list) parts.runs = list.value;
    const run = this.run.next(shown ? runView(shown) : null);
    if (run) parts.run = run.value;
    const disk = this.disk.next(diskBytes);
    if (disk && disk.value !== null) parts.diskBytes = disk.value;
    return parts;
  }
}
