import type { EpochRecord, FitSummary } from '../protocol/fit.js';
import type { EndVerdict } from '../protocol/runFile.js';
import { hasGradient, type Statistic, statisticOf, variablesIn } from '../protocol/statistics.js';
import { type LossSeries, lossFell } from './lossFell.js';

const FINE: EndVerdict = { kind: 'fine', text: '' };

/** What is worst among a run's fits; where there are several, the text says which. */
export function endVerdict(fits: readonly JudgedFit[]): EndVerdict {
  const verdicts = fits.map((fit) => ({ fit: fit.summary.fit, verdict: fitVerdict(fit) }));
  const of = (kind: EndVerdict['kind']) => verdicts.find(({ verdict }) => verdict.kind === kind);
  const worst = of('not-a-number') ?? of('never-fell');
  if (!worst) return FINE;
  const { kind, text } = worst.verdict;
  return { kind, text: fits.length > 1 ? `fit ${worst.fit}: ${text}` : text };
}

interface JudgedFit {
  readonly summary: Pick<FitSummary, 'fit' | 'variables'>;
  readonly epochs: readonly EpochRecord[];
  readonly series: LossSeries;
  /** The last batch's loss and figures of each variable; null before the first. */
  readonly latest: { readonly loss: number; readonly statistics: Float32Array } | null;
}

function fitVerdict(fit: JudgedFit): EndVerdict {
  const broken = brokenAtEnd(fit);
  if (broken !== null) return { kind: 'not-a-number', text: broken };
  return lossFell(fit.epochs, fit.series)
    ? FINE
    : { kind: 'never-fell', text: 'the loss never fell below its first value' };
}

function brokenAtEnd({ summary, epochs, latest, series }: JudgedFit): string | null {
  if (!latest) return null;
  if (Math.abs(latest.loss) === Number.POSITIVE_INFINITY) return 'the loss is infinite';
  // A loop that minimizes by hand need not tell its loss, which is NaN from its first batch to its last.
  const isTold =
    epochs.length > 0 || series.read('loss', 0, series.length, 1).mean.some((value) => !Number.isNaN(value));
  if (Number.isNaN(latest.loss) && isTold) return 'the loss is NaN';
  const variable = brokenVariable(latest.statistics);
  return variable < 0
    ? null
    : `the gradient or the weights of ${summary.variables[variable]?.name} are NaN or infinite`;
}

/** Index of the first variable whose gradient or weights are NaN or infinite; -1 where there is none, or nothing was measured. */
function brokenVariable(statistics: Float32Array): number {
  if (statistics.every(Number.isNaN)) return -1;
  const finite = (variable: number, name: Statistic) => Number.isFinite(statisticOf(statistics, variable, name));
  return Array.from({ length: variablesIn(statistics) }).findIndex(
    (_, variable) =>
      !finite(variable, 'weightNorm') || (hasGradient(statistics, variable) && !finite(variable, 'gradNorm')),
  );
}
