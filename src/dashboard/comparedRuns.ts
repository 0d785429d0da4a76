import type { ComparisonView } from '../protocol/dashboard/comparisonPart.js';
import { formatMoment } from '../protocol/momentText.js';
import { comparedNames } from '../runs/compare/comparedNames.js';
import type { ComparedValue } from '../runs/compare/comparedValue.js';
import { compareRuns } from '../runs/compare/comparison.js';
import { runLabel, runTitle } from '../runs/runLabel.js';
import type { Run, Runs } from '../runs/types.js';
import type { Track } from './selection.js';

/** What the page shows of the runs that a person compares. */
export class ComparedRuns {
  /** By two runs and whether they have ended: what the second has otherwise; null until that is known. */
  private readonly changes = new Map<string, string | null>();

  /** @param changed told when something is known that was not */
  constructor(
    private readonly runs: Pick<Runs, 'whatChanged'>,
    private readonly changed: () => void,
  ) {}

  /** Null where nothing is compared. */
  view(tracks: readonly Track[]): ComparisonView | null {
    const compared = tracks.filter(({ role }) => role !== 'behind');
    const [main, ...others] = compared;
    if (!main || others.length === 0) return null;
    const names = comparedNames(compared.map(({ run }) => run));
    const columns = compareRuns(
      compared,
      compared.map(({ run }) => this.changesOf(run, main.run)),
    );
    return {
      runs: compared.map(({ run }, index) => ({ id: run.id, name: names[index] ?? run.id, title: titleOf(run) })),
      columns: columns.map(({ values, ...column }) => {
        const ranks = ranksOf(values);
        return {
          ...column,
          cells: values.map(({ text, title }, index) => ({ text, title, rank: ranks[index] ?? null })),
        };
      }),
    };
  }

  private changesOf(run: Run, since: Run): string | null {
    if (run === since) return null;
    const key = [since.id, since.state.kind, run.id, run.state.kind].join(' ');
    if (!this.changes.has(key)) {
      this.changes.set(key, null);
      void this.runs.whatChanged(run, since).then((words) => {
        this.changes.set(key, words);
        this.changed();
      });
    }
    return this.changes.get(key) ?? null;
  }
}

function titleOf(run: Run): string {
  const label = runLabel(run);
  const facts = [runTitle(label), label.result, `Started ${formatMoment(run.startedAt)}`, run.marks.note];
  return facts.filter((fact) => fact !== null).join('\n');
}

/** Of each value its place among them, the same for the same; null for what is not known. */
function ranksOf(values: readonly ComparedValue[]): (number | null)[] {
  const keys = values.map(({ value, text, rank }) => rank ?? (typeof value === 'string' ? text : value));
  const present = new Set(keys.filter((key) => key !== null && !Number.isNaN(key)));
  const order = [...present].sort((one, other) =>
    typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other)),
  );
  return keys.map((key) => (key === null || Number.isNaN(key) ? null : order.indexOf(key)));
}
