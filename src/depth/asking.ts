import { messageOf } from '../errors/errorText.js';
import type { Disposable } from '../lifecycle/disposables.js';
import { mayChooseData, type RunRequest } from '../protocol/runRequest.js';
import { ended } from '../runs/ended.js';
import type { Run, RunChange, Runs } from '../runs/types.js';

/** Why there is no answer. */
export interface Failure {
  readonly text: string;
  /** Whether the data that a person can choose does not fit the model. */
  readonly isOfData: boolean;
}

/** What a process is asked, and who hears of it. */
interface Question {
  /** The run that answers in place of training; null where there is none. */
  request(): Promise<RunRequest | null>;
  /** Takes what is an answer. @returns whether it is one */
  take(change: RunChange, run: Run): boolean;
  /** After the last answer. */
  settle?(): Promise<void>;
  /** @param failure null where there is an answer */
  finish(failure: Failure | null): void;
  /** What is said where there was no answer in time, after `… s, so it was ended: `. */
  readonly tooSlow: string;
}

/** Milliseconds after which a program that has not come to its answer is ended. */
const PATIENCE = 55_000;

/** One question to a model, in a process of its own. Disposing of it ends that. */
export class Asking implements Disposable {
  /** Resolves when no process is left. Never rejects. */
  readonly finished: Promise<void>;
  private isDisposed = false;

  /** @param host made for this question alone: it is closed at the end */
  constructor(
    private readonly host: Pick<Runs, 'start' | 'close' | 'deleteAll'>,
    private readonly question: Question,
  ) {
    this.finished = this.ask();
  }

  dispose(): void {
    this.isDisposed = true;
    void this.host.close();
  }

  private async ask(): Promise<void> {
    let failure: Failure | null = null;
    try {
      failure = await this.measure();
    } catch (error) {
      failure = otherFailure(messageOf(error));
    }
    await this.host.deleteAll();
    await this.host.close();
    if (!this.isDisposed) this.question.finish(failure);
  }

  private async measure(): Promise<Failure | null> {
    const { question } = this;
    const request = await question.request();
    if (this.isDisposed) return null;
    if (!request) return otherFailure('The model was not run, so there is nothing to measure.');
    const run = await this.host.start(request);
    let isLate = false;
    let isAnswered = false;
    run.onDidChange((change) => {
      if (!this.isDisposed && question.take(change, run)) isAnswered = true;
    });
    const timer = setTimeout(() => {
      isLate = true;
      void this.host.close();
    }, PATIENCE);
    await ended(run);
    clearTimeout(timer);
    if (!isAnswered)
      return isLate
        ? otherFailure(`No answer after ${PATIENCE / 1000} s, so it was ended: ${question.tooSlow}`)
        : failureOf(run);
    await question.settle?.();
    return null;
  }
}

const otherFailure = (text: string): Failure => ({ text, isOfData: false });

function failureOf({ state, problems, request }: Run): Failure {
  const problem = problems.find(({ severity }) => severity === 'error');
  if (problem) return { text: problem.message, isOfData: mayChooseData(request, problem) };
  if (state.kind !== 'ended') return otherFailure('The program was ended.');
  const text =
    state.outcome === 'nothing-trained'
      ? 'The program came to its end without a fit of this model, so there was nothing to measure. A loop with optimizer.minimize cannot be measured so yet.'
      : (state.message ?? 'The program ended before it could be measured.');
  return otherFailure(text);
}
