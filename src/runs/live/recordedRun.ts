import { Emitter } from '../../lifecycle/emitter.js';
import type { Printed } from '../../process/printedLines.js';
import type { FitSummary } from '../../protocol/fit.js';
import type { BestValue, StepSize } from '../../protocol/runFile.js';
import type { RunRequest } from '../../protocol/runRequest.js';
import type { SeriesChunk } from '../../protocol/seriesChunk.js';
import { isHeld, type RollBack, type StepUnit, type TrainerProblem } from '../../protocol/trainer.js';
import type { OutputLine } from '../../runFiles/output.js';
import { bestOf } from '../bestValue.js';
import { worstOf } from '../judgement.js';
import { NO_MARKS, type RunMarks } from '../marks.js';
import { RunOutput } from '../output/runOutput.js';
import type { SeriesStretch } from '../series/fitSeries.js';
import type { Run, RunChange, RunJudgement, RunState } from '../types.js';
import { interruptedMessage } from './endMessages.js';
import type { RecordedFit } from './recordedFit.js';
import type { RecordedRunOptions, RunControl } from './recordedRunOptions.js';
import { RunFits } from './runFits.js';
import { RunJudge } from './runJudge.js';
import { abruptOutcome, INITIAL_RUN, type RunEvent, type RunMachine, reduceRun } from './runMachine.js';

/** A run as the host knows it: live, ended, or read back from an earlier session. */
export class RecordedRun implements Run {
  readonly id: string;
  request: RunRequest;
  readonly startedAt: number;
  control: RunControl | null = null;
  private readonly trained = new RunFits();
  private machine: RunMachine;
  private wasRead: boolean;
  private currentProblems: TrainerProblem[] = [];
  private loading: Promise<void> | undefined;
  private readonly changes: Emitter<RunChange>;
  private modelFolder: string | null = null;
  marks: RunMarks = NO_MARKS;
  pace: number | null = null;
  readonly output = new RunOutput();
  private readonly judging: RunJudge;

  constructor(private readonly options: RecordedRunOptions) {
    this.id = options.id;
    this.request = options.request;
    this.startedAt = options.startedAt;
    this.machine = { ...INITIAL_RUN, state: options.state };
    this.wasRead = options.state.kind !== 'ended';
    this.judging = new RunJudge(
      options.severities,
      (line) => options.log(`Run ${options.id}: ${line}`),
      options.alerts,
    );
    this.changes = new Emitter((error) => options.log(`A listener for run ${options.id} failed: ${String(error)}`));
  }

  get fits(): readonly RecordedFit[] {
    return this.trained.all;
  }

  get state(): RunState {
    return this.machine.state;
  }

  /** Whether the trainer told of its end itself, so that nothing is missing. */
  get saidGoodbye(): boolean {
    return this.machine.trainerEnd !== null;
  }

  get keptModel(): string | null {
    return this.modelFolder;
  }

  get best(): BestValue | null {
    const judged = this.judgement && worstOf(this.judgement.fits);
    return bestOf(judged ? [judged.fit] : this.fits) ?? this.options.best;
  }

  get problems(): readonly TrainerProblem[] {
    return this.currentProblems;
  }

  get judgement(): RunJudgement | null {
    return this.judging.judgement;
  }

  /** The size of a step of its largest fit; null where nothing has trained. */
  get largestStep(): StepSize | null {
    return this.trained.largestStep ?? this.options.largestStep ?? null;
  }

  get onDidChange() {
    return this.changes.event;
  }

  get loaded(): boolean {
    return this.wasRead && this.trained.haveSeries;
  }

  stop(): void {
    this.control?.stop();
  }

  pause(): void {
    this.control?.pause();
  }

  resume(): void {
    this.control?.resume();
  }

  step(unit: StepUnit): void {
    if (this.state.kind === 'active' && this.state.phase === 'broken') return;
    this.control?.step(unit);
  }

  setPace(batchesPerSecond: number | null): void {
    if (!this.control) return;
    this.pace = batchesPerSecond;
    this.control.pace(batchesPerSecond === null ? 0 : Math.round(1000 / batchesPerSecond));
    this.changes.fire({ kind: 'state' });
  }

  rollBack(how: RollBack): void {
    if (this.state.kind === 'active' && this.state.phase === 'broken') this.control?.rollBack(how);
  }

  readDetail(stretch: SeriesStretch): Promise<SeriesChunk> {
    return this.options.readDetail(stretch);
  }

  load(): Promise<void> {
    if (this.loaded) return Promise.resolve();
    this.loading ??= this.readFiles().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  /** Adds what the run's files hold and memory does not. Never rejects. */
  async readFiles(): Promise<void> {
    try {
      const stored = await this.options.read();
      for (const each of stored.fits) {
        const { fit, isNew, isNewlyEnded } = this.trained.takeStored(each);
        if (isNew) this.apply({ kind: 'fitStarted' });
        if (isNewlyEnded) this.apply({ kind: 'fitEnded', batches: fit.batches });
      }
      for (const problem of stored.problems.slice(this.problems.length)) this.apply({ kind: 'problem', problem });
      if (stored.problems.length > this.problems.length) this.currentProblems = [...stored.problems];
      if (this.output.version === 0) this.output.restore(stored.output);
      if (stored.ended && !this.saidGoodbye) this.apply({ kind: 'trainerEnded', ...stored.ended });
    } catch (error) {
      this.options.log(`The files of run ${this.id} cannot be read: ${String(error)}`);
    }
    this.wasRead = true;
    this.trained.settle();
    if (this.state.kind === 'ended') {
      this.trained.close(abruptOutcome(this.machine));
      if (this.state.outcome === 'interrupted') {
        this.machine = { ...this.machine, state: { ...this.state, message: interruptedMessage(this.fits) } };
      }
    }
    this.options.onSeries();
    this.judge();
    this.changes.fire({ kind: 'loaded' });
  }

  /** The run's trained model was found. */
  keepModel(folder: string): void {
    this.modelFolder = folder;
    this.changes.fire({ kind: 'state' });
  }

  /** The run has printed. @returns the lines that have ended */
  print(stream: 'stdout' | 'stderr', printed: Printed): readonly OutputLine[] {
    const lines = this.output.add(stream, printed);
    this.changes.fire({ kind: 'output' });
    return lines;
  }

  /** What a person has marked it with, as its folder has it. */
  mark(marks: RunMarks): void {
    this.marks = marks;
    this.changes.fire({ kind: 'state' });
  }

  /** Takes a step of the state machine and tells whoever listens. */
  apply(event: RunEvent): void {
    const before = this.state;
    this.machine = reduceRun(this.machine, event);
    if (this.state === before) return;
    if (this.state.kind === 'ended') this.trained.close(abruptOutcome(this.machine));
    if (this.state.kind === 'active' && isHeld(this.state.phase)) this.trained.paused();
    this.changes.fire({ kind: 'state' });
  }

  /** The state that an event would bring, without taking that step. */
  foresee(event: RunEvent): RunState {
    return reduceRun(this.machine, event).state;
  }

  /** @param maxBytes memory for its series */
  addFit(summary: FitSummary, maxBytes: number): void {
    const fit = this.trained.add(summary, maxBytes);
    this.apply({ kind: 'fitStarted' });
    this.changes.fire({ kind: 'fitStarted', fit });
  }

  addProblem(problem: TrainerProblem): void {
    this.currentProblems.push(problem);
    this.apply({ kind: 'problem', problem });
    this.changes.fire({ kind: 'problem', problem });
  }

  /** What was asked of the model in place of training it. */
  tell(answer: Extract<RunChange, { kind: 'depth' | 'kept' }>): void {
    this.changes.fire(answer);
  }

  /** Changes a fit and says so; a fit that was never announced is passed over. */
  changeFit(
    number: number,
    kind: 'records' | 'samples' | 'epoch' | 'dataSeen' | 'stepMode' | 'fitEnded',
    change: (fit: RecordedFit) => void,
  ): void {
    const fit = this.trained.find(number);
    if (!fit) return;
    change(fit);
    if (kind === 'fitEnded') this.apply({ kind, batches: fit.batches });
    this.changes.fire({ kind, fit });
  }

  /** Looks at the figures anew, and says so where they tell something else. */
  judge(): void {
    if (this.judging.judge(this)) this.changes.fire({ kind: 'judged' });
  }

  /** Severities were set. */
  tellAsSet(): void {
    if (this.judging.tellAsSet()) this.changes.fire({ kind: 'judged' });
  }

  dispose(): void {
    this.changes.dispose();
  }
}
