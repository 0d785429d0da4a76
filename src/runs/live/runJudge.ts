import { type JudgedRun, judgeRun, tellsTheSame } from '../judgement.js';
import type { RunJudgement } from '../types.js';

/** Keeps what a run's figures say by now. */
export class RunJudge {
  private current: RunJudgement | null = null;
  /** Rules whose failure is in the log: they fail at each judgement. */
  private readonly failed = new Set<string>();

  constructor(private readonly log: (line: string) => void) {}

  /** Null before there are figures. */
  get judgement(): RunJudgement | null {
    return this.current;
  }

  /** Looks at the figures anew. @returns whether they tell something else */
  judge(run: JudgedRun): boolean {
    const before = this.current;
    this.current = judgeRun(run, (rule, error) => this.logOnce(rule, error), before);
    return this.current !== null && !(before && tellsTheSame(before, this.current));
  }

  private logOnce(rule: string, error: unknown): void {
    if (this.failed.has(rule)) return;
    this.failed.add(rule);
    this.log(`The rule ${rule} failed: ${String(error)}`);
  }
}
