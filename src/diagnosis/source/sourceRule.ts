import type { SourceModel } from '../../protocol/source.js';
import type { SourceSpan } from '../../protocol/sourceSpan.js';
import type { ProblemFix } from '../../protocol/trainer.js';

/** What a rule has to say of a layer, before any run. */
export interface SourceFinding {
  /** Of the layer's call. */
  readonly span: SourceSpan;
  readonly message: string;
  readonly fixes: readonly ProblemFix[];
}

/** Something that the source of a model shows. It speaks only where there is no doubt: what the source leaves open is no finding. */
export interface SourceRule {
  /** In kebab case; it stands beside each finding. */
  readonly id: string;
  find(model: SourceModel): SourceFinding[];
}
