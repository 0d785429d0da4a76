import type { JudgementView } from '../../protocol/dashboard/parts.js';
import type { Tone } from '../../protocol/dashboard/runView.js';
import type { SourceLocation } from '../../protocol/fit.js';
import { severityOf, type Verdict } from '../../protocol/verdict.js';
import { untoldFindings } from '../../runs/judgement.js';
import type { Fit, Run } from '../../runs/types.js';
import { isFixable } from './fixable.js';

/** What a fit came to and what was found of it; null before anything is said of it. */
export function judgementView(
  run: Pick<Run, 'judgement' | 'problems'>,
  fit: Fit,
  textOf: (location: SourceLocation) => string,
): JudgementView | null {
  const judged = run.judgement?.fits.find((each) => each.fit === fit);
  if (!judged) return null;
  return {
    verdict: { tone: toneOf(judged.verdict), text: judged.verdict.text },
    // What the trainer told itself stands among the problems.
    findings: untoldFindings(judged, run).map((finding) => {
      const { rule, severity, message, why, help, lesson, layer, follows } = finding;
      const location = layer === null ? null : fit.summary.layers[layer]?.location;
      const place = location ? { index: layer ?? 0, place: textOf(location) } : null;
      return {
        rule,
        severity,
        message,
        why,
        help,
        lesson,
        layer: place,
        fixable: isFixable({ fit, finding }),
        follows: follows.map((each) => each.message),
      };
    }),
  };
}

/** How good what a verdict says is. */
export const toneOf = (verdict: Verdict): Tone =>
  severityOf(verdict) ?? (verdict.kind === 'undecided' ? 'neutral' : 'good');
