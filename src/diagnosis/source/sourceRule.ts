import type { Lesson } from '../../protocol/lesson.js';
import type { SourceModel } from '../../protocol/source.js';
import type { SourceSpan } from '../../protocol/sourceSpan.js';
import type { Finding } from '../finding.js';

export interface SourceEdit {
  readonly span: SourceSpan;
  readonly newText: string;
}

/** Edits of one file that a person applies together. */
export interface SourceFix {
  /** In the imperative, such as `Change the activation to sigmoid`. */
  readonly title: string;
  readonly edits: readonly SourceEdit[];
}

/** What a rule has to say of a model, before any run. */
export interface SourceFinding extends Finding {
  /** Of the argument itself where there is one, else of the call. */
  readonly span: SourceSpan;
  /** The figures that it rests on, with their thresholds. */
  readonly evidence?: Readonly<Record<string, number>>;
  /** The best one first. */
  readonly fixes: readonly SourceFix[];
}

/** Something that the source of a model shows. It speaks only where there is no doubt: what the source leaves open is no finding. */
export interface SourceRule {
  /** In kebab case; it stands beside each finding, in settings, and in comments that switch it off. */
  readonly id: string;
  find(model: SourceModel): SourceFinding[];
  /** @param finding one of this rule's own */
  lesson(finding: SourceFinding, model: SourceModel): Lesson;
}
