import { HumanError } from '../errors/humanError.js';

/** Lets one training of an assistant's go on at a time. */
export class OneTraining {
  private last: { readonly signal: AbortSignal; readonly over: Promise<unknown> } | null = null;

  /** @throws {HumanError} where another one goes on; for one that was canceled it waits until its process is gone */
  async run(signal: AbortSignal, train: () => Promise<string>): Promise<string> {
    while (this.last?.signal.aborted) await this.last.over;
    if (this.last) throw new HumanError('Another training goes on. Wait for it, or cancel it.');
    const answer = train();
    this.last = { signal, over: Promise.allSettled([answer]) };
    try {
      return await answer;
    } finally {
      this.last = null;
    }
  }
}
