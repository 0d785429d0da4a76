import { randomUUID } from 'node:crypto';
import { messageOf } from '../errors/errorText.js';
import type { Disposable } from '../lifecycle/disposables.js';
import { Emitter } from '../lifecycle/emitter.js';
import type { RunRequest } from '../protocol/runRequest.js';
import type { SweepFile, SweepMeasure, SweepPlan, SweepState, SweepTrial } from '../protocol/sweep.js';
import { ended } from '../runs/ended.js';
import type { Run } from '../runs/types.js';
import { processIdentity } from '../system/processIdentity.mjs';
import { type EditedModel, editedModel } from './editedModel.js';
import { Halving } from './halving.js';
import { importanceOf } from './importance.js';
import { ProposedTrials } from './proposedTrials.js';
import type { SweepHost } from './sweepHost.js';
import { trialEnd } from './trialEnd.js';
import { figuresOf, measureOf } from './trialFigures.js';
import { asLeft, givenNumber, isUndecided, NOT_BEGUN, openAnswers, plannedTrials } from './trialPlan.js';

/** A trial has changed, or the sweep is over. */
export type SweepChange = { readonly kind: 'trial'; readonly trial: SweepTrial } | { readonly kind: 'ended' };

/** A net of few numbers has thousands of epochs a second. */
const TELL_EACH_MS = 250;

/** A sweep that has not begun. @throws {HumanError} where its trials are too many */
export function newSweep(plan: SweepPlan, text: string): SweepFile {
  const startedAt = Date.now();
  const stamp = new Date(startedAt).toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return {
    format: 1,
    id: `${stamp}-${randomUUID().slice(0, 8)}`,
    startedAt,
    plan,
    trials: plannedTrials(plan),
    measure: null,
    importance: [],
    outcome: null,
    text,
    ownerPid: 0,
    owner: null,
  };
}

/**
 * Trains a model with each combination of values, so many at once; none touches its file, and one that fails ends no other. What was trained before is
 * kept: a sweep that was read back from its file goes on with what is left of it. Disposing of it ends all processes.
 */
export class Sweep implements Disposable {
  /** Resolves when all is over and no process is left. Never rejects. */
  readonly finished: Promise<SweepState>;
  private file: SweepFile;
  private readonly changes: Emitter<SweepChange>;
  private readonly live = new Map<number, Run>();
  private readonly halving = new Halving();
  private isStopped = false;
  private readonly proposed: ProposedTrials;
  private saving: Promise<void> = Promise.resolve();
  private isSaveDue = false;

  constructor(
    file: SweepFile,
    private readonly host: SweepHost,
    private readonly now: () => number = Date.now,
  ) {
    this.changes = new Emitter((error) => host.log(`A listener for a sweep failed: ${String(error)}`));
    this.file = { ...file, outcome: null, ownerPid: process.pid, trials: file.trials.map(asLeft) };
    this.proposed = new ProposedTrials(
      host,
      () => this.file,
      (trials) => {
        this.file = { ...this.file, trials: [...trials] };
      },
    );
    this.finished = this.train(file);
  }

  get state(): SweepState {
    const { text: _text, ownerPid: _pid, owner: _owner, format: _format, ...state } = this.file;
    return state;
  }

  get onDidChange() {
    return this.changes.event;
  }

  /** Ends all trainings; what they have come to stays. */
  stop(): void {
    this.isStopped = true;
    for (const run of this.live.values()) run.stop();
  }

  dispose(): void {
    this.stop();
    this.changes.dispose();
  }

  private async train(before: SweepFile): Promise<SweepState> {
    this.file = { ...this.file, owner: await processIdentity(process.pid) };
    const { text, plan } = this.file;
    const end = plan.minutes === null ? Number.POSITIVE_INFINITY : this.now() + plan.minutes * 60_000;
    const models = (await this.logged(() => this.host.find(text, plan.file))) ?? [];
    const model = models.find(({ name, line }) => name === plan.model.name && line === plan.model.line);
    // The first half of a training that is done again is in the second.
    for (const { run, status } of before.trials) {
      if (run === null || (status !== 'interrupted' && status !== 'training')) continue;
      await this.logged(() => this.host.runs.recall(run));
      await this.logged(() => this.host.runs.delete(run));
    }
    const waiting = this.file.trials.filter(({ status }) => status === 'waiting').map(({ trial }) => trial);
    const work = async () => {
      while (!this.isStopped && this.now() < end) {
        const next = waiting.shift();
        if (next === undefined) break;
        if (model) await this.trainOne(next, { text, models, model });
        else this.change(next, { status: 'failed', failure: `There is no model ${plan.model.name} in ${plan.file}.` });
      }
    };
    await Promise.all(Array.from({ length: plan.parallel }, work));
    const isStopped = this.isStopped || waiting.length > 0;
    this.file = { ...this.file, outcome: isStopped ? 'stopped' : 'completed', ownerPid: 0 };
    this.save();
    await this.saving;
    this.changes.fire({ kind: 'ended' });
    return this.state;
  }

  /** What goes wrong beside the trainings stands in the log, and ends none of them. */
  private async logged<T>(doing: () => T | Promise<T>): Promise<T | null> {
    try {
      return await doing();
    } catch (error) {
      this.host.log(messageOf(error));
      return null;
    }
  }

  private async trainOne(trial: number, source: EditedModel): Promise<void> {
    const { plan, id } = this.file;
    try {
      if (isUndecided(this.trial(trial))) await this.proposed.decide(trial);
      if (this.isStopped) return;
      const planned = this.trial(trial);
      const edited = await editedModel(source, plan.parameters, planned.values, this.host.find);
      const request = await this.host.request(edited, openAnswers(plan, planned));
      if (this.isStopped) return;
      const asked = {
        ...request,
        seed: planned.seed,
        share: givenNumber('data', plan, planned) ?? 1,
        epochs: givenNumber('epochs', plan, planned) ?? plan.epochs,
        sweep: { id, trial },
      };
      await this.trainToEnd(trial, asked, edited);
    } catch (error) {
      this.change(trial, this.isStopped ? { status: 'interrupted' } : { status: 'failed', failure: messageOf(error) });
    } finally {
      this.live.delete(trial);
    }
  }

  /** Begins anew where a run is lost with its machine. What was lost is in the run that took its place, from the beginning. */
  private async trainToEnd(trial: number, asked: RunRequest, edited: EditedModel): Promise<void> {
    const lost: string[] = [];
    try {
      for (;;) {
        const run = await this.host.runs.start(asked);
        this.live.set(trial, run);
        if (this.isStopped) run.stop();
        this.change(trial, { ...NOT_BEGUN, status: 'training', run: run.id });
        const isEarly = await this.follow(trial, run, edited);
        if (this.isStopped || !this.host.isLost?.(run.id)) return this.end(trial, run, edited, isEarly);
        lost.push(run.id);
      }
    } finally {
      for (const run of lost) await this.logged(() => this.host.runs.delete(run));
    }
  }

  /** @returns whether it was stopped as it was behind */
  private async follow(trial: number, run: Run, edited: EditedModel): Promise<boolean> {
    let isEarly = false;
    let toldAt = 0;
    await ended(run, () => {
      const fit = run.fits.at(-1);
      if (!fit || fit.epochs.length === 0) return;
      const { summary, epochs } = fit;
      const isDue =
        this.file.plan.stopEarly && summary.epochs !== null && this.halving.isDue(trial, epochs.length, summary.epochs);
      if (!isDue && Date.now() - toldAt < TELL_EACH_MS) return;
      toldAt = Date.now();
      this.tell(trial, run, edited);
      const { measure } = this.file;
      if (!isDue || isEarly || !measure || summary.epochs === null) return;
      const values = epochs.map(({ logs }) => logs[measure.name] ?? Number.NaN);
      isEarly = this.halving.isBehind(trial, values, summary.epochs, measure);
      if (isEarly) run.stop();
    });
    return isEarly;
  }

  private end(trial: number, run: Run, edited: EditedModel, isEarly: boolean): void {
    this.tell(trial, run, edited);
    const end = trialEnd(run, { isStopped: this.isStopped, isEarly });
    if (end) this.change(trial, end);
  }

  private tell(trial: number, run: Run, { model }: EditedModel): SweepTrial {
    const measure: SweepMeasure | null = this.file.measure ?? measureOf(run, model);
    this.file = { ...this.file, measure };
    return measure ? this.change(trial, figuresOf(run, model, measure)) : this.trial(trial);
  }

  private trial(trial: number): SweepTrial {
    const found = this.file.trials.find((each) => each.trial === trial);
    if (!found) throw new Error(`There is no trial ${trial}`);
    return found;
  }

  private change(trial: number, changes: Partial<SweepTrial>): SweepTrial {
    const changed = { ...this.trial(trial), ...changes };
    const trials = this.file.trials.map((each) => (each.trial === trial ? changed : each));
    const { plan, measure } = this.file;
    // Whether one has begun or is over is written down, each of its epochs is not.
    const isStep = changes.status !== undefined;
    const importance = isStep && measure ? importanceOf(plan.parameters, trials, measure) : this.file.importance;
    this.file = { ...this.file, trials, importance };
    if (isStep) this.save();
    this.changes.fire({ kind: 'trial', trial: changed });
    return changed;
  }

  /** What comes while it is written is written once, after that. */
  private save(): void {
    if (this.isSaveDue) return;
    this.isSaveDue = true;
    this.saving = this.saving.then(async () => {
      this.isSaveDue = false;
      await this.logged(() => this.host.save(this.file));
    });
  }
}
