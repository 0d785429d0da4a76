import { sentencesOf } from '../../diagnosis/finding.js';
import type { Severity } from '../../protocol/severity.js';
import type { TrainerProblem } from '../../protocol/trainer.js';
import { findingIn, findingOf, findingPlace, untoldFindings } from '../../runs/judgement.js';
import type { Fit, FitJudgement, Run } from '../../runs/types.js';
import type { FoundInRun } from './fixesNow.js';

/** Something to be shown on a line; null stands for the model's. */
export interface LineProblem extends Pick<TrainerProblem, 'message' | 'location' | 'fixes'> {
  readonly severity: TrainerProblem['severity'] | Severity;
  readonly code: string;
}

export interface FindingProblem extends LineProblem {
  /** As `findingKey` has it. */
  readonly key: string;
}

/** The same for the same finding, whatever its numbers. */
export const findingKey = (
  { summary }: Pick<Fit, 'summary'>,
  { rule, layer }: Pick<FitJudgement['findings'][number], 'rule' | 'layer'>,
): string => `${summary.fit}:${rule}:${layer}`;

/** What a run's figures say, but for what the trainer told itself: each on its layer's line, else on its model's. */
export function findingsOf(run: Pick<Run, 'judgement' | 'problems'>): FindingProblem[] {
  return (run.judgement?.fits ?? []).flatMap((judged) =>
    untoldFindings(judged, run).map((finding) => ({
      key: findingKey(judged.fit, finding),
      code: finding.rule,
      message: sentencesOf(finding),
      severity: finding.severity,
      location: findingPlace(judged.fit, finding),
    })),
  );
}

/**
 * The finding that is shown on a line, with the numbers that the run has now; null where no finding says it any more.
 * @param key of the finding; null of what the trainer told, which a finding says in the same words
 */
export function foundOf(run: Run, key: string | null, message: string): FoundInRun | null {
  const found =
    key === null ? findingOf(run, { message }) : findingIn(run, (each, fit) => findingKey(fit, each) === key);
  return found && { run, ...found };
}
