import type { Severity } from '../protocol/severity.js';
import type { VerdictKind } from '../protocol/verdict.js';
import {
  asksForSteps,
  counterpartsOf,
  FOLLOWING,
  isBeyondSteps,
  isRefuted,
  OUTCOMES,
  outlastsRun,
} from './counterparts.js';
import { outlastsSteps } from './run/causes.js';

type Evidence = Readonly<Record<string, number>>;

/** What a rule found in a source. */
interface SourceSaid {
  readonly rule: string;
  readonly severity: Severity;
  /** Lines of the file on which it stands, from 1. */
  readonly span: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly evidence?: Evidence;
}

/** What a rule found in a run. */
interface RunSaid {
  readonly rule: string;
  readonly severity: Severity;
  readonly layer: number | null;
  readonly evidence: Evidence;
}

/** A run of the model that the source makes. */
export interface RunOfModel<R extends RunSaid> {
  readonly verdict: VerdictKind;
  /** Each cause, without what only follows from it. */
  readonly findings: readonly R[];
  /** What only follows from them. */
  readonly followers: readonly R[];
  /** The line on which a finding's layer is made; null where that is not known. */
  readonly lineOf: (finding: R) => number | null;
  /** On random numbers a run clears nothing: they cannot be learned. */
  readonly isRandom: boolean;
  /** Whether the samples that it is validated on were looked for among those that it learns from. */
  readonly knowsValidation: boolean;
}

/** A source's finding after a run. */
export interface Confirmed<S extends SourceSaid, R extends RunSaid> {
  readonly finding: S;
  /** A warning at least where the run shows it, and a hint at most where the net learns well in spite of what was foretold. */
  readonly severity: Severity;
  /** Null where the run tells nothing of it: then it is what it was. */
  readonly confirmedByRun: boolean | null;
  /** The source's figures and the run's. */
  readonly evidence: Evidence;
  /** What the run shows of it, which is not said once more. */
  readonly shownBy: readonly R[];
}

export interface Merged<S extends SourceSaid, R extends RunSaid> {
  readonly source: readonly Confirmed<S, R>[];
  /** Hints that the run contradicts. */
  readonly cleared: readonly S[];
  /** What the run shows beyond that. */
  readonly run: readonly R[];
}

/**
 * Puts together what the source of a model says and what a run of it shows: a fault that both tell is one finding, and confirmed; a hint at
 * trouble that a net which learns well does not have is cleared, and a warning of it becomes a hint; so is a hint that more steps would help where
 * they would not, and what the data make wrong, however severe. What no run can show stays as it is.
 */
export function confirm<S extends SourceSaid, R extends RunSaid>(
  source: readonly S[],
  run: RunOfModel<R>,
): Merged<S, R> {
  const refuted = source.filter((finding) => isRefuted(finding, run.findings));
  const judged = underFaults(
    source.filter((finding) => !refuted.includes(finding)).map((finding) => confirmed(finding, run)),
    run,
  );
  const isNeedless = stepsAreNeedless(judged, run);
  const isCleared = ({ finding, confirmedByRun }: Confirmed<S, R>) =>
    finding.severity === 'hint' && (confirmedByRun === false || (isNeedless && asksForSteps(finding)));
  const kept = judged.filter((each) => !isCleared(each));
  const shown = new Set(kept.flatMap((each) => each.shownBy.filter((said) => isItsOwn(each.finding, said))));
  return {
    source: kept,
    cleared: [...refuted, ...judged.filter(isCleared).map(({ finding }) => finding)],
    run: run.findings.filter((finding) => !shown.has(finding)),
  };
}

/** A fault of the source that a run shows, and that more steps do not mend. */
const isFault = <S extends SourceSaid, R extends RunSaid>({ finding, confirmedByRun }: Confirmed<S, R>): boolean =>
  confirmedByRun === true && finding.severity !== 'hint' && isBeyondSteps(finding);

/** Whether a run shows a cause that more steps would not mend. */
const stepsAreNeedless = <S extends SourceSaid, R extends RunSaid>(
  judged: readonly Confirmed<S, R>[],
  { findings, isRandom, verdict }: RunOfModel<R>,
): boolean =>
  !isRandom &&
  verdict !== 'undecided' &&
  (judged.some(isFault) || findings.some(({ rule, severity }) => severity !== 'hint' && outlastsSteps(rule)));

/** A fault that more steps do not mend has too few of them under it, and what came of both confirms no hint. */
function underFaults<S extends SourceSaid, R extends RunSaid>(
  judged: readonly Confirmed<S, R>[],
  run: RunOfModel<R>,
): readonly Confirmed<S, R>[] {
  if (!judged.some(isFault)) return judged;
  const few = run.findings.filter(({ rule }) => rule === 'few-steps');
  const rest = { ...run, findings: run.findings.filter(({ rule }) => !FOLLOWING.includes(rule)) };
  return judged.map((each) => {
    if (isFault(each)) return { ...each, shownBy: [...each.shownBy, ...few] };
    return each.finding.severity === 'hint' ? confirmed(each.finding, rest) : each;
  });
}

function confirmed<S extends SourceSaid, R extends RunSaid>(finding: S, run: RunOfModel<R>): Confirmed<S, R> {
  const { severity, evidence = {} } = finding;
  const counterparts = counterpartsOf(finding);
  // A hint is not confirmed by what has another cause.
  const followers = run.followers.filter(({ rule }) => severity !== 'hint' || !FOLLOWING.includes(rule));
  const shownBy = [...run.findings, ...followers].filter((said) =>
    counterparts.some(({ rule, ownLayer }) => rule === said.rule && (!ownLayer || standsAt(finding, run.lineOf(said)))),
  );
  if (shownBy.length > 0) {
    const all = Object.assign({}, ...shownBy.toReversed().map((said) => said.evidence), evidence);
    const loud = severity === 'hint' ? 'warning' : severity;
    return { finding, severity: loud, confirmedByRun: true, evidence: all, shownBy };
  }
  const learnsWell = !run.isRandom && run.verdict === 'learns-well';
  return {
    finding,
    // It is there all the same, and costs this net little. Where it is an error, by its rule or by what a person has set, it stays one.
    severity:
      learnsWell && severity === 'warning' && (run.knowsValidation || !outlastsRun(finding)) ? 'hint' : severity,
    confirmedByRun: learnsWell && counterparts.length > 0 ? false : null,
    evidence,
    shownBy,
  };
}

/**
 * Whether a run's finding is no more than what a source's foretells: that nothing was learned, or in tiny steps, may have another cause than a
 * hint's.
 */
const isItsOwn = ({ severity, rule: own }: SourceSaid, { rule }: RunSaid): boolean =>
  severity !== 'hint' || own === rule || (rule !== 'learning-rate' && !OUTCOMES.includes(rule));

/** Whether a finding stands on the line of a run's, where that is known. */
const standsAt = ({ span: { start, end } }: SourceSaid, line: number | null): boolean =>
  line === null || (start.line <= line && line <= end.line);
