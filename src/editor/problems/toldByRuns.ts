import { confirm, type RunOfModel } from '../../diagnosis/confirm.js';
import { isRefutable } from '../../diagnosis/counterparts.js';
import type { RuledFinding } from '../../diagnosis/source/sourceRules.js';
import type { Severity } from '../../protocol/severity.js';
import type { FoundInFit } from '../../runs/runOfModel.js';

/** Findings that are kept as cleared; of more the oldest come back. */
const MOST_CLEARED = 500;
const STORED_AS = 'gradlens.clearedHints';

/** A finding of a source, with a name for it and for the text that it is about. */
export interface KeyedFinding extends RuledFinding {
  readonly key: string;
}

/** What a run shows of a finding of a source. */
interface Confirmed {
  readonly severity: Severity;
  /** What the run shows of it, in its own numbers, the worst first; nothing where no run has confirmed it. */
  readonly shownBy: readonly FoundInFit[];
}

/** What is kept of a workspace between sessions. */
interface Memory {
  get(key: string): unknown;
  update(key: string, value: readonly string[]): Thenable<void>;
}

/** What the last runs said of findings of sources. It holds for the text that was run: what is edited has another key. */
export class ToldByRuns {
  private readonly confirmed = new Map<string, Confirmed>();
  private readonly cleared: Set<string>;

  constructor(private readonly memory: Memory) {
    const stored = memory.get(STORED_AS);
    this.cleared = new Set(Array.isArray(stored) ? stored.filter((key) => typeof key === 'string') : []);
  }

  /** What is to be shown of a source's finding; null where a run has cleared it. */
  of({ key, rule, severity }: Pick<KeyedFinding, 'key' | 'rule' | 'severity'>): Confirmed | null {
    if (this.cleared.has(key) && (severity === 'hint' || isRefutable({ rule }))) return null;
    return this.confirmed.get(key) ?? { severity, shownBy: [] };
  }

  /**
   * Takes what a run says of the findings of the source that it ran.
   * @param hasEnded before that no hint is cleared, as what learns well may still over-fit, and nothing comes back
   * @returns what the run found that stands with a source's finding, which says it too
   */
  take(findings: readonly KeyedFinding[], run: RunOfModel<FoundInFit>, hasEnded: boolean): FoundInFit[] {
    const { source, cleared } = confirm(findings, hasEnded ? run : { ...run, verdict: 'undecided' });
    const before = [...this.cleared].join();
    for (const { finding, severity, confirmedByRun, shownBy } of source) {
      if (hasEnded && isRefutable(finding)) this.cleared.delete(finding.key);
      if (!confirmedByRun && severity === finding.severity) {
        this.confirmed.delete(finding.key);
        continue;
      }
      this.confirmed.set(finding.key, { severity, shownBy });
      this.cleared.delete(finding.key);
    }
    for (const { key } of cleared) {
      this.confirmed.delete(key);
      this.cleared.add(key);
    }
    for (const key of [...this.cleared].slice(0, -MOST_CLEARED)) this.cleared.delete(key);
    const after = [...this.cleared];
    if (after.join() !== before) void this.memory.update(STORED_AS, after);
    return source.flatMap(({ shownBy }) => shownBy);
  }
}
