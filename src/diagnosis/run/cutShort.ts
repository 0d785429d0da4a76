import type { FitFigures } from './fitFigures.js';
import type { RunFinding } from './runRule.js';

/** Share of its epochs before which a fit that was stopped may still have been on a plateau: many nets leave one late. */
const SHORT = 0.5;

/** Whether a fit was stopped so early that it has yet to show whether it learns. */
export const isCutShort = ({ end, summary, epochs }: Pick<FitFigures, 'end' | 'summary' | 'epochs'>): boolean =>
  end?.outcome === 'stopped' && summary.epochs !== null && epochs.length < SHORT * summary.epochs;

/** Whether something is found by which it cannot learn, beyond that it has not so far, or only in tiny steps. */
export const hasCause = (findings: readonly Pick<RunFinding, 'rule' | 'severity' | 'evidence'>[]): boolean =>
  findings.some((finding) => finding.severity === 'error' && finding.rule !== 'no-progress' && !isSlow(finding));

const isSlow = ({ rule, evidence: { updateRatio = 0, threshold = 0 } }: Pick<RunFinding, 'rule' | 'evidence'>) =>
  rule === 'learning-rate' && updateRatio > 0 && updateRatio < threshold;
