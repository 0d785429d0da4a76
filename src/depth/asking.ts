import { messageOf } from '../errors/errorText.js';
import type { Disposable } from '../lifecycle/disposables.js';
import type { DepthQuestion } from '../protocol/depth/question.js';
import { ended } from '../runs/ended.js';
import type { Run, Runs } from '../runs/types.js';
import type { DepthModel, LessonState } from './depthModel.js';

type Known = Partial<Pick<LessonState, 'answer' | 'failure' | 'layers' | 'variables' | 'isBusy' | 'fixes'>>;

/** Milliseconds after which a program that has not come to its training is ended. */
const PATIENCE = 55_000;

const TOO_SLOW = `No answer after ${PATIENCE / 1000} s, so it was ended: the program does too much before it trains, or the net is too large for this lesson.`;

/** One question to a model, in a process of its own. Disposing of it ends that. */
export class Asking implements Disposable {
  /** Resolves when no process is left. Never rejects. */
  readonly finished: Promise<void>;
  private isDisposed = false;

  /** @param host made for this question alone: it is closed at the end */
  constructor(
    private readonly host: Pick<Runs, 'start' | 'close' | 'deleteAll'>,
    private readonly model: DepthModel,
    private readonly question: DepthQuestion,
    private readonly tell: (known: Known) => void,
  ) {
    this.finished = this.ask();
  }

  dispose(): void {
    this.isDisposed = true;
    void this.host.close();
  }

  private async ask(): Promise<void> {
    let failure: string | null = null;
    try {
      failure = await this.measure();
    } catch (error) {
      failure = messageOf(error);
    }
    await this.host.deleteAll();
    await this.host.close();
    if (!this.isDisposed) this.tell({ isBusy: false, failure });
  }

  /** @returns why there is no answer */
  private async measure(): Promise<string | null> {
    const request = await this.model.request();
    if (this.isDisposed) return null;
    if (!request) return 'The model was not run, so there is nothing to measure.';
    const run = await this.host.start({ ...request, depth: this.question });
    let isLate = false;
    let answer: LessonState['answer'] = null;
    run.onDidChange((change) => {
      if (change.kind !== 'depth') return;
      answer = change.answer;
      const { layers = [], variables = [] } = run.fits.at(-1)?.summary ?? {};
      this.tell({ answer, layers, variables });
    });
    const timer = setTimeout(() => {
      isLate = true;
      void this.host.close();
    }, PATIENCE);
    await ended(run);
    clearTimeout(timer);
    const failure = answer ? null : isLate ? TOO_SLOW : failureOf(run);
    if (answer && this.question.lesson === 'collapse') this.tell({ fixes: await this.model.fixes() });
    return failure;
  }
}

function failureOf({ state, problems }: Run): string {
  const problem = problems.find(({ severity }) => severity === 'error');
  if (problem) return problem.message;
  if (state.kind !== 'ended') return 'The program was ended.';
  return state.outcome === 'nothing-trained'
    ? 'The program came to its end without a fit of this model, so there was nothing to measure. A loop with optimizer.minimize cannot be measured so yet.'
    : (state.message ?? 'The program ended before it could be measured.');
}
