import type { Lesson } from '../../protocol/lesson.js';
import type { SourceLayer, SourceModel } from '../../protocol/source.js';
import type { Finding } from '../finding.js';
import type { SourceFix } from '../source/sourceRule.js';
import type { FitFigures } from './fitFigures.js';
import type { Progress } from './progress.js';

/** What a rule has to say of a fit. */
export interface RunFinding extends Finding {
  /** In kebab case. */
  readonly rule: string;
  /** Index of the layer that it is about; null where it is about the whole fit. */
  readonly layer: number | null;
  /** The batch from which on it is so; null where it is so from the start. */
  readonly since: number | null;
  /** Measured numbers and thresholds by name. */
  readonly evidence: Readonly<Record<string, number>>;
}

/** The source of a fit that a finding is about. */
export interface FaultySource extends Pick<FitFigures, 'summary' | 'data'> {
  readonly model: SourceModel;
  /** Where the finding's layer is made; null where it is about the whole fit. */
  readonly layer: SourceLayer | null;
}

/** A finding with what teaches it. */
export interface TaughtFinding extends RunFinding {
  readonly lesson: Lesson;
}

/** Something that a fit's figures show. It speaks only after a warm-up, and never of a net that learns well. */
export interface RunRule {
  readonly id: string;
  /** It takes for granted that the loss is to fall, which that of one net of an adversarial pair need not: it says nothing of steps made by hand. */
  readonly wantsFall?: boolean;
  /** It is about losses as they are logged, not without the penalties of regularizers. */
  readonly ofLogs?: boolean;
  find(fit: FitFigures, reached: Progress): RunFinding[];
  /** Whether an edit can help against a finding; left out where one can against any. */
  isFixable?(finding: Pick<RunFinding, 'category'>, fit: Pick<FitFigures, 'summary' | 'data'>): boolean;
  /** Edits of the source that would help, the best one first; three at most are offered. */
  fixes?(finding: RunFinding, source: FaultySource): SourceFix[];
  /** @param finding one of this rule's own */
  lesson(finding: RunFinding, fit: FitFigures, reached: Progress): Lesson;
}
