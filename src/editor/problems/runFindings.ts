import type { TrainerProblem } from '../../protocol/trainer.js';
import type { Run } from '../../runs/types.js';

/** Something to be shown on a line; null stands for the model's. */
export interface LineProblem extends Pick<TrainerProblem, 'message' | 'severity' | 'location' | 'fixes'> {
  readonly code: string;
}

interface FindingProblem extends LineProblem {
  /** The same for the same finding, whatever its numbers. */
  readonly key: string;
}

/** What a run's figures say, but for what the trainer told itself: each on its layer's line, else on its model's. */
export function findingsOf({ judgement, problems }: Pick<Run, 'judgement' | 'problems'>): FindingProblem[] {
  return (judgement?.fits ?? []).flatMap(({ fit: { summary }, findings }) =>
    findings
      .filter(({ message }) => !problems.some((problem) => problem.message === message))
      .map(({ rule, severity, message, why, help, layer }) => ({
        key: `${summary.fit}:${rule}:${layer}`,
        code: rule,
        message: `${message} ${why} ${help}`,
        severity: severity === 'hint' ? ('note' as const) : severity,
        location: (layer === null ? null : summary.layers[layer]?.location) ?? summary.location,
      })),
  );
}
