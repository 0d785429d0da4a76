import type { FitFigures } from '../diagnosis/run/fitFigures.js';
import { type Cause, judgeFit } from '../diagnosis/run/judgeFit.js';
import type { SourceLocation } from '../protocol/fit.js';
import { VERDICTS } from '../protocol/verdict.js';
import { primaryVariables } from './layerFigures.js';
import type { Fit, FitJudgement, Run, RunJudgement } from './types.js';

/** Measured batches whose outputs are looked at, evenly spread over the fit: medians of more tell no more. */
const OUTPUT_ROWS = 32;

export type JudgedRun = Pick<Run, 'fits' | 'problems'>;

/**
 * Judges all fits of a run whose series are in memory.
 * @param onFault a rule that threw; the others go on
 * @param known what was found before: fits that had ended then are not judged again
 * @returns null before there are any
 */
export function judgeRun(
  run: JudgedRun,
  onFault: (rule: string, error: unknown) => void,
  known: RunJudgement | null = null,
): RunJudgement | null {
  const fits = run.fits.map((fit, index): FitJudgement => {
    const before = known?.fits[index];
    if (before?.fit === fit && before.isFinal) return before;
    return { fit, isFinal: fit.end !== null, ...judgeFit(figuresOf(run, fit), onFault) };
  });
  const worst = fits.reduce<FitJudgement | null>(
    (found, each) => (found === null || isWorse(each, found) ? each : found),
    null,
  );
  if (!worst) return null;
  const { kind, text } = worst.verdict;
  return { verdict: { kind, text: fits.length > 1 ? `fit ${worst.fit.summary.fit}: ${text}` : text }, fits };
}

const isWorse = (one: FitJudgement, other: FitJudgement): boolean =>
  VERDICTS.indexOf(one.verdict.kind) < VERDICTS.indexOf(other.verdict.kind);

function figuresOf({ fits, problems }: JudgedRun, fit: Fit): FitFigures {
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
    // Builds before this one did not say of which fit's numbers they told.
    problems: problems.filter(({ broke }) => (broke ? broke.fit === summary.fit : fits.length === 1)),
    data,
    isRandom: isOnRandomData({ problems }),
  };
}

/** Whether a run's data are random numbers. */
export const isOnRandomData = ({ problems }: Pick<Run, 'problems'>): boolean =>
  problems.some(({ kind }) => kind === 'random-data');

/** What was found of a fit, but for what its trainer told itself, in the same words. */
export const untoldFindings = ({ findings }: FitJudgement, { problems }: Pick<Run, 'problems'>): Cause[] =>
  findings.filter(({ message }) => !problems.some((problem) => problem.message === message));

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
