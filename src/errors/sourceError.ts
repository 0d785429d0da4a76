import type { SourceLocation } from '../protocol/fit.js';
import type { ProblemFix } from '../protocol/trainer.js';
import { HumanError } from './humanError.js';

/** A HumanError about one place in the user's source, with edits that would mend it. */
export class SourceError extends HumanError {
  // Private, as Node prints an uncaught error's other fields to the person.
  readonly #location: SourceLocation | null;
  readonly #fixes: readonly ProblemFix[];

  constructor(message: string, location: SourceLocation | null, fixes: readonly ProblemFix[] = []) {
    super(message);
    this.#location = location;
    this.#fixes = fixes;
  }

  get location(): SourceLocation | null {
    return this.#location;
  }

  get fixes(): readonly ProblemFix[] {
    return this.#fixes;
  }
}
