import { formatNumber } from '../../protocol/numberText.js';
import { SEVERITIES } from '../../protocol/severity.js';
import { VERDICTS, type Verdict } from '../../protocol/verdict.js';
import type { FitFigures } from './fitFigures.js';
import { timeOf } from './lossCurve.js';
import { predicted } from './predictions.js';
import { type Progress, progress } from './progress.js';
import type { RunRule, TaughtFinding } from './runRule.js';
import { RUN_RULES } from './runRules.js';
import { type Steady, steadied } from './steady.js';
import { verdictOf } from './verdict.js';
import { isInValidation, withoutPenalties } from './withoutPenalties.js';

export interface Judgement {
  readonly verdict: Verdict;
  /** What the rules say, in the order of `RUN_RULES`. */
  readonly found: readonly TaughtFinding[];
  /** What the next judgement of the same fit has to know. */
  readonly memory: Memory;
}

/** What was told before, and what speaks against it. */
interface Memory {
  /** What was judged: two judgements of the same are not two that agree. */
  readonly figures: readonly unknown[];
  readonly verdict: Steady<Verdict>;
  /** By rule, and among several of one rule by their order. */
  readonly findings: ReadonlyMap<string, Steady<TaughtFinding | null>>;
}

/** A rule that speaks of this is certain: the trainer has seen it itself. */
const CERTAIN = 'not-a-number';

/**
 * Judges a fit by all rules. While it trains, what is told changes without flicker; at its end it is what the figures say.
 * @param logged with losses as they are logged
 * @param onFault a rule that threw; the others go on
 * @param before the last judgement of this fit; null where it is the first
 */
export function judgeFit(
  logged: FitFigures,
  onFault: (rule: string, error: unknown) => void,
  before: Judgement | null = null,
): Judgement {
  const figures = partsOf(logged);
  if (before && figures.every((part, index) => part === before.memory.figures[index])) return before;
  const fit = withoutPenalties(logged);
  const reached = progress(fit);
  const isByHand = fit.summary.kind === 'steps';
  const fresh = RUN_RULES.flatMap((rule) =>
    isByHand && rule.wantsFall ? [] : ask(rule, rule.ofLogs ? logged : fit, reached, onFault),
  );
  const known = fit.end ? null : before;
  const time = timeOf(fit);
  const verdict = steadied(known?.memory.verdict, verdictSaid(verdictOf(fit, reached, fresh)), time);
  const findings = steadyFindings(known?.memory.findings ?? new Map(), fresh, time);
  return {
    verdict: verdict.told.value,
    found: [...findings.values()].flatMap(({ told }) => told.value ?? []).sort(inOrderOfRules),
    memory: { figures, verdict, findings },
  };
}

const partsOf = ({ series, epochs, problems, outputs, ranks, data, end, alerts }: FitFigures): readonly unknown[] => [
  series.length,
  epochs.length,
  problems.length,
  outputs.length,
  ranks.length,
  data,
  end,
  alerts,
];

/** `undecided` gives way at once to whatever can be said. */
const verdictSaid = (value: Verdict) => ({
  value,
  kind: value.kind,
  weight: value.kind === 'undecided' ? 0 : VERDICTS.length - VERDICTS.indexOf(value.kind),
  isCertain: value.kind === CERTAIN,
});

function steadyFindings(before: Memory['findings'], fresh: readonly TaughtFinding[], time: number): Memory['findings'] {
  const ofRules = [...Map.groupBy(fresh, ({ rule }) => rule)];
  const now = new Map(ofRules.flatMap(([rule, own]) => own.map((finding, order) => [`${rule}:${order}`, finding])));
  const keys = new Set([...before.keys(), ...now.keys()]);
  return new Map([...keys].map((key) => [key, steadied(before.get(key), findingSaid(now.get(key) ?? null), time)]));
}

const findingSaid = (value: TaughtFinding | null) => ({
  value,
  kind: value ? `${value.severity} ${value.layer}` : 'nothing',
  weight: value ? SEVERITIES.length - SEVERITIES.indexOf(value.severity) : 0,
  isCertain: value?.rule === CERTAIN,
});

const ORDER = RUN_RULES.map(({ id }) => id);
const inOrderOfRules = (one: TaughtFinding, other: TaughtFinding): number =>
  ORDER.indexOf(one.rule) - ORDER.indexOf(other.rule);

/** Losses in its words are not those that are logged; what the trainer says itself, of batches that broke, is of those. */
function withPenaltyTold(found: TaughtFinding, { penalty, problems, summary }: FitFigures): TaughtFinding {
  if (penalty === undefined || problems.some(({ message }) => message === found.message)) return found;
  const lowered = isInValidation(summary) ? /\b(?:val_)?loss\b/ : /\bloss\b/;
  const told = (text: string): string =>
    lowered.test(text)
      ? `${text} Losses here are without the penalty of the regularizers, ${formatNumber(penalty)} now.`
      : text;
  const [idea, here] = found.lesson;
  return { ...found, message: told(found.message), lesson: [idea, told(here)] };
}

function ask(
  rule: RunRule,
  fit: FitFigures,
  reached: Progress,
  onFault: (rule: string, error: unknown) => void,
): TaughtFinding[] {
  try {
    const found = [...rule.find(fit, reached), ...predicted(rule, fit, reached)];
    return found.map((finding) => withPenaltyTold({ ...finding, lesson: rule.lesson(finding, fit, reached) }, fit));
  } catch (error) {
    onFault(rule.id, error);
    return [];
  }
}
