import { sentencesOf } from '../../diagnosis/finding.js';
import type { Severity } from '../../protocol/severity.js';
import type { TrainerProblem } from '../../protocol/trainer.js';
import { findingPlace, untoldFindings } from '../../runs/judgement.js';
import type { Run } from '../../runs/types.js';

/** Something to be shown on a line; null stands for the model's. */
export interface LineProblem extends Pick<TrainerProblem, 'message' | 'location' | 'fixes'> {
  readonly severity: TrainerProblem['severity'] | Severity;
  readonly code: string;
}

export interface FindingProblem extends LineProblem {
  /** The same for the same finding, whatever its numbers. */
  readonly key: string;
}

/** What a run's figures say, but for what the trainer told itself: each on its layer's line, else on its model's. */
export function findingsOf(run: Pick<Run, 'judgement' | 'problems'>): FindingProblem[] {
  return (run.judgement?.fits ?? []).flatMap((judged) =>
    untoldFindings(judged, run).map((finding) => ({
      key: `${judged.fit.summary.fit}:${finding.rule}:${finding.layer}`,
      code: finding.rule,
      message: sentencesOf(finding),
      severity: finding.severity,
      location: findingPlace(judged.fit, finding),
    })),
  );
}
