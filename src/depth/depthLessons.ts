import { type Disposable, MutableDisposable } from '../lifecycle/disposables.js';
import { Versions } from '../lifecycle/versions.js';
import type { DepthLesson, DepthQuestion } from '../protocol/depth/question.js';
import type { Runs } from '../runs/types.js';
import { Asking } from './asking.js';
import type { DepthFix, DepthModel, LessonState } from './depthModel.js';

export interface ShownLesson {
  readonly model: DepthModel;
  readonly lesson: DepthLesson;
  /** Null before it was asked. */
  readonly state: LessonState | null;
}

/** The lessons of a window: one model, one question at a time, whose process it owns. Answers stay until another model is taken. */
export class DepthLessons implements Disposable {
  private readonly asking = new MutableDisposable<Asking>();
  private readonly versions = new Versions();
  private readonly states = new Map<DepthLesson, LessonState>();
  private shown: { readonly model: DepthModel; readonly lesson: DepthLesson } | null = null;

  /** @param host makes one for a single question, below normal priority */
  constructor(private readonly host: () => Pick<Runs, 'start' | 'close' | 'deleteAll'>) {}

  get current(): ShownLesson | null {
    return this.shown && { ...this.shown, state: this.states.get(this.shown.lesson) ?? null };
  }

  /** Another one whenever something of it has changed; null where nothing was ever shown. */
  get version(): number | null {
    return this.versions.current;
  }

  get onDidChange() {
    return this.versions.onDidChange;
  }

  /** Takes a model, and asks the question of it. */
  open(model: DepthModel, question: DepthQuestion): void {
    this.states.clear();
    this.shown = { model, lesson: question.lesson };
    this.ask(question);
  }

  /** Shows a lesson, and asks it unless its answer is there. */
  show(question: DepthQuestion): void {
    if (!this.shown) return;
    this.shown = { ...this.shown, lesson: question.lesson };
    const state = this.states.get(question.lesson);
    if (state && !state.failure && JSON.stringify(state.question) === JSON.stringify(question)) this.versions.change();
    else this.ask(question);
  }

  /** Asks anew: the file may have changed. */
  ask(question: DepthQuestion): void {
    if (!this.shown) return;
    const { model } = this.shown;
    const { lesson } = question;
    for (const [other, state] of this.states) if (state.isBusy) this.states.delete(other);
    this.shown = { model, lesson };
    const empty = { question, isBusy: true, answer: null, failure: null, layers: [], variables: [], fixes: [] };
    this.set(empty);
    const tell = (known: Partial<LessonState>): void => {
      const state = this.states.get(lesson);
      if (state?.question === question) this.set({ ...state, ...known });
    };
    const otherData: DepthFix = {
      title: 'Choose Other Data…',
      make: async () => {
        if (await model.chooseData()) this.ask(question);
      },
    };
    this.asking.value = new Asking(this.host(), {
      async request() {
        const request = await model.request();
        return request && { ...request, depth: question };
      },
      take(change, run) {
        if (change.kind !== 'depth') return false;
        const { layers = [], variables = [] } = run.fits.at(-1)?.summary ?? {};
        tell({ answer: change.answer, layers, variables });
        return true;
      },
      async settle() {
        if (lesson === 'collapse') tell({ fixes: await model.fixes() });
      },
      finish: (failure) =>
        tell({
          isBusy: false,
          failure: failure?.text ?? null,
          ...(failure?.isOfData ? { fixes: [otherData] } : {}),
        }),
      tooSlow: 'the program does too much before it trains, or the net is too large for this lesson.',
    });
  }

  /** Ends the process that still measures; what it has told stays. */
  stop(): void {
    const { state } = this.current ?? {};
    if (!state?.isBusy) return;
    this.asking.value = undefined;
    this.set({ ...state, isBusy: false, failure: state.answer ? null : 'Stopped before there was an answer.' });
  }

  /** Makes an edit that the shown lesson offers. */
  async fix(index: number): Promise<void> {
    await this.current?.state?.fixes[index]?.make();
  }

  discard(): void {
    this.shown = null;
    this.states.clear();
    this.asking.value = undefined;
    this.versions.change();
  }

  /** Resolves when no process is left. */
  async close(): Promise<void> {
    const asking = this.asking.value;
    this.discard();
    await asking?.finished;
  }

  dispose(): void {
    this.asking.dispose();
    this.versions.dispose();
  }

  private set(state: LessonState): void {
    this.states.set(state.question.lesson, state);
    this.versions.change();
  }
}
