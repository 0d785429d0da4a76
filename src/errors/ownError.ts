import { HumanError } from './humanError.js';

/** A fault of GradLens's own: told as one, never as the user's. What went wrong is its cause, whose stack is for the log. */
export class OwnError extends HumanError {
  /** @param failed such as `read the models of net.py` */
  constructor(failed: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`GradLens could not ${failed} because of an internal error (${firstLine(reason)})`, { cause });
  }

  /** What a log keeps. */
  get details(): string {
    return this.cause instanceof Error ? (this.cause.stack ?? this.cause.message) : String(this.cause);
  }
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text;
