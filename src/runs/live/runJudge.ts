import type { Severities } from '../../diagnosis/asSet.js';
import { type Alert, NO_ALERTS } from '../../protocol/alert.js';
import { type Judged, type JudgedRun, judgeRun, tellsTheSame, toldAnew } from '../judgement.js';
import type { RunJudgement } from '../types.js';

/** Keeps what a run's figures say by now. */
export class RunJudge {
  private current: Judged | null = null;
  private told: Severities = {};
  /** Rules whose failure is in the log: they fail at each judgement. */
  private readonly failed = new Set<string>();

  /** @param severities what is set by now */
  constructor(
    private readonly severities: () => Severities,
    private readonly log: (line: string) => void,
    private readonly alerts: () => readonly Alert[] = () => NO_ALERTS,
  ) {}

  /** Null before there are figures. */
  get judgement(): RunJudgement | null {
    return this.current;
  }

  /** Looks at the figures anew. @returns whether they tell something else */
  judge(run: JudgedRun): boolean {
    const before = this.current;
    this.tellAsSet();
    const { fits, problems } = run;
    this.current = judgeRun(
      { fits, problems, alerts: this.alerts() },
      this.told,
      (rule, error) => this.logOnce(rule, error),
      this.current,
    );
    return this.hasChanged(before);
  }

  /** Tells what was found as it is set by now. @returns whether that is something else */
  tellAsSet(): boolean {
    const before = this.current;
    const severities = this.severities();
    if (severities !== this.told && before) this.current = toldAnew(before, severities);
    this.told = severities;
    return this.hasChanged(before);
  }

  private hasChanged(before: RunJudgement | null): boolean {
    const now = this.current;
    return now !== null && now !== before && !(before && tellsTheSame(before, now));
  }

  private logOnce(rule: string, error: unknown): void {
    if (this.failed.has(rule)) return;
    this.failed.add(rule);
    this.log(`The rule ${rule} failed: ${String(error)}`);
  }
}
