import { firstLine, messageOf, stackOf } from './errorText.js';
import { HumanError } from './humanError.js';

/** A fault of GradLens's own: told as one, never as the user's. What went wrong is its cause, whose stack is for the log. */
export class OwnError extends HumanError {
  /** @param failed such as `read the models of net.py` */
  constructor(failed: string, cause: unknown) {
    super(`GradLens could not ${failed} because of an internal error (${firstLine(messageOf(cause))})`, { cause });
  }

  /** What a log keeps. */
  get details(): string {
    return stackOf(this.cause);
  }
}
