import type { VerdictKind } from '../../protocol/verdict.js';
import type { RunState } from '../../runs/types.js';

/** A codicon, told apart by its shape, and the theme's color for it. */
export type Sign = readonly [icon: string, color: string | null];

/** One shape for each verdict, in the color of its severity. */
const VERDICTS: Readonly<Record<VerdictKind, Sign>> = {
  'learns-well': ['pass-filled', 'testing.iconPassed'],
  learns: ['pass', 'testing.iconPassed'],
  undecided: ['question', null],
  'under-fits': ['arrow-circle-down', 'charts.yellow'],
  'over-fits': ['warning', 'charts.yellow'],
  'learns-nothing': ['error', 'testing.iconFailed'],
  diverges: ['arrow-circle-up', 'testing.iconFailed'],
  'not-a-number': ['symbol-numeric', 'testing.iconFailed'],
};

/** Of one that learns, with a warning beside it. */
const QUALIFIED: Sign = ['info', 'charts.yellow'];

/** The sign of a run that has ended, the same wherever it is listed. */
export function endSign({ outcome, verdict }: Extract<RunState, { kind: 'ended' }>): Sign {
  switch (outcome) {
    case 'completed':
    case 'stopped':
      return verdict?.severity ? QUALIFIED : VERDICTS[verdict?.kind ?? 'undecided'];
    case 'failed':
      return ['bug', 'testing.iconFailed'];
    case 'killed':
    case 'interrupted':
      return ['stop-circle', 'charts.yellow'];
    case 'nothing-trained':
    case 'newer-format':
      return ['circle-slash', null];
  }
}
