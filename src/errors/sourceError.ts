import type { SourceLocation } from '../protocol/fit.js';
import type { ProblemFix } from '../protocol/trainer.js';
import { HumanError } from './humanError.js';

/** A HumanError about one place in the user's source, with edits that would mend it. */
export class SourceError extends HumanError {
  constructor(
    message: string,
    readonly location: SourceLocation | null,
    readonly fixes: readonly ProblemFix[] = [],
  ) {
    super(message);
  }
}
