import { asSet, type Severities } from '../diagnosis/asSet.js';
import { type Cause, causesOf } from '../diagnosis/run/causes.js';
import type { FitFigures } from '../diagnosis/run/fitFigures.js';
import { type Judgement, judgeFit } from '../diagnosis/run/judgeFit.js';
import type { TaughtFinding } from '../diagnosis/run/runRule.js';
import { type Alert, NO_ALERTS } from '../protocol/alert.js';
import type { SourceLocation } from '../protocol/fit.js';
import type { TrainerProblem } from '../protocol/trainer.js';
import { VERDICTS, type Verdict, type VerdictKind } from '../protocol/verdict.js';
import { primaryVariables } from './layerFigures.js';
import type { Fit, FitJudgement, Run, RunJudgement } from './types.js';

/** Measured batches whose outputs are looked at, evenly spread over the fit: medians of more tell no more. */
const OUTPUT_ROWS = 32;

export interface JudgedRun extends Pick<Run, 'fits' | 'problems'> {
  /** A person's own; none where they are left out. */
  readonly alerts?: readonly Alert[];
}

/** A run's judgement, with what the next one has to know. */
export interface Judged extends RunJudgement {
  readonly fits: readonly (FitJudgement & Judgement)[];
}

/**
 * Judges all fits of a run whose series are in memory.
 * @param onFault a rule that threw; the others go on
 * @param known what was found before, under the same severities: fits that had ended then are not judged again
 */
export function judgeRun(
  run: JudgedRun,
  severities: Severities,
  onFault: (rule: string, error: unknown) => void,
  known: Judged | null = null,
): Judged | null {
  return together(
    run.fits.map((fit, index) => {
      const before = known?.fits[index];
      if (before?.fit === fit && before.isFinal) return before;
      const judged = judgeFit(figuresOf(run, fit), onFault, before?.fit === fit ? before : null);
      return told(fit, { ...judged, isFinal: fit.end !== null }, severities);
    }),
  );
}

/** What was found is told as it is set by now. */
export const toldAnew = ({ fits }: Judged, severities: Severities): Judged | null =>
  together(fits.map((judged) => told(judged.fit, judged, severities)));

/** What is told of a fit. One that learns has the sign of what is found beside it, as a person has set that. */
function told(
  fit: Fit,
  judged: Judgement & Pick<FitJudgement, 'isFinal'>,
  severities: Severities,
): Judged['fits'][number] {
  const findings = toldOf(fit, judged.found, severities);
  const byFigures = judged.memory.verdict.told.value;
  const isQualified = LEARNS.has(byFigures.kind) && findings.some(({ severity }) => severity !== 'hint');
  return { ...judged, fit, findings, verdict: isQualified ? { ...byFigures, severity: 'warning' } : byFigures };
}

const LEARNS: ReadonlySet<VerdictKind> = new Set(['learns', 'learns-well']);

/** What follows from a cause that is switched off stands for itself. */
function toldOf({ summary }: Fit, found: readonly TaughtFinding[], severities: Severities): Cause[] {
  const disabledAt = (finding: TaughtFinding) => {
    const layer = finding.layer === null ? null : summary.layers[finding.layer];
    return (layer?.location ? layer.disabled : summary.disabled) ?? [];
  };
  return causesOf(asSet(found, severities, disabledAt));
}

/** @returns null where there are no fits */
function together(fits: Judged['fits']): Judged | null {
  const worst = worstOf(fits);
  if (!worst) return null;
  const { verdict } = worst;
  const text = fits.length > 1 ? `fit ${worst.fit.summary.fit}: ${verdict.text}` : verdict.text;
  return { verdict: { ...verdict, text }, fits };
}

/** The fit that came to the least, the first of several; null where there is none. */
export const worstOf = (fits: readonly FitJudgement[]): FitJudgement | null =>
  fits.reduce<FitJudgement | null>((found, each) => (found === null || isWorse(each, found) ? each : found), null);

const isWorse = (one: FitJudgement, other: FitJudgement): boolean => rankOf(one.verdict) < rankOf(other.verdict);

/** One that learns with a warning beside it comes right before those that do without. */
const rankOf = (verdict: Verdict): number =>
  verdict.severity ? VERDICTS.indexOf('learns') - 0.5 : VERDICTS.indexOf(verdict.kind);

function figuresOf({ fits, problems, alerts = NO_ALERTS }: JudgedRun, fit: Fit): FitFigures {
  const { summary, epochs, end, series, samples, data } = fit;
  const { rows } = samples.activations;
  const stride = Math.max(1, Math.floor(rows.length / OUTPUT_ROWS));
  return {
    summary,
    epochs,
    end,
    series,
    primary: primaryVariables(summary),
    outputs: rows.filter((_, index) => index % stride === 0),
    ranks: samples.ranks.rows,
    // Builds before this one did not say of which fit's numbers they told.
    problems: problems.filter(({ broke }) => (broke ? broke.fit === summary.fit : fits.length === 1)),
    data,
    isRandom: isOnRandomData({ problems }),
    alerts,
  };
}

/** Whether a run's data are random numbers. */
export const isOnRandomData = ({ problems }: Pick<Run, 'problems'>): boolean =>
  problems.some(({ kind }) => kind === 'random-data');

/** What was found of a fit, but for what its trainer told itself, in the same words. */
export const untoldFindings = ({ findings }: FitJudgement, { problems }: Pick<Run, 'problems'>): Cause[] =>
  findings.filter(({ message }) => !problems.some((problem) => problem.message === message));

/** What was found of a fit. */
export interface FindingOfFit {
  readonly fit: Fit;
  readonly finding: Cause;
}

/** The finding that is meant; of several the newest, which can still be mended; null where there is none. */
export function findingIn(
  { judgement }: Pick<Run, 'judgement'>,
  isMeant: (finding: Cause, fit: Fit) => boolean,
): FindingOfFit | null {
  for (const { fit, findings } of judgement?.fits.toReversed() ?? []) {
    const finding = findings.find((each) => isMeant(each, fit));
    if (finding) return { fit, finding };
  }
  return null;
}

/** The finding that says a problem which the trainer told itself in the same words; null where none does. */
export const findingOf = (
  run: Pick<Run, 'judgement'>,
  { message }: Pick<TrainerProblem, 'message'>,
): FindingOfFit | null => findingIn(run, (finding) => finding.message === message);

/** Where a finding stands: at its layer's call; where that is not known, or it is about the whole fit, at the model's. */
export const findingPlace = (
  { summary }: Pick<Fit, 'summary'>,
  { layer }: Pick<Cause, 'layer'>,
): SourceLocation | null => (layer === null ? null : summary.layers[layer]?.location) ?? summary.location;

/** Whether two judgements of a run say the same, but for numbers in their sentences. */
export function tellsTheSame(one: RunJudgement, other: RunJudgement): boolean {
  const told = ({ verdict, fits }: RunJudgement) =>
    JSON.stringify([
      verdict,
      fits.map(({ findings }) => findings.map(({ rule, severity, layer }) => [rule, severity, layer])),
    ]);
  return told(one) === told(other);
}
