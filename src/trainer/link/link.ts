import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { HumanError } from '../../errors/humanError.js';
import { Emitter } from '../../lifecycle/emitter.js';
import type { DataEvidence } from '../../protocol/dataEvidence.js';
import type { DepthAnswer } from '../../protocol/depth/answers.js';
import type { EpochRecord, FitEnd, FitSummary, StepMode } from '../../protocol/fit.js';
import type { KeptAnswer } from '../../protocol/keptModel.js';
import type { Records } from '../../protocol/streams/streams.js';
import type {
  TrainerEnd,
  TrainerEventOf,
  TrainerOptions,
  TrainerPhase,
  TrainerProblem,
} from '../../protocol/trainer.js';
import type { KeptSource } from '../../runFiles/sources.js';
import { ControlFlags } from './controlFlags.js';
import { cutForLog } from './cutProblem.js';
import { type LinkControl, linkControl } from './linkControl.js';
import type { FitModel, FromLinkWorker, HandedEvent, LinkWorkerData, ToLinkWorker } from './messages.js';
import { RowRing } from './rowRing.js';
import { threadEnv } from './threadEnv.js';

/** Beside the bundle that this module is part of. */
const WORKER_FILE = 'link.cjs';

/** Milliseconds without any progress after which the last records are given up: a disk or a host that takes nothing. */
const END_PATIENCE = 10_000;

export interface RowWriter {
  /**
   * Records one batch. Waits where the link thread is far behind, so no row is lost.
   * @param timeMs since the fit started.
   * @param statistics variables x STATISTIC_COUNT
   */
  write(
    step: number,
    epoch: number,
    timeMs: number,
    loss: number,
    metrics: ArrayLike<number>,
    statistics: ArrayLike<number>,
  ): void;
}

/** The main thread's end of the link thread, which records, talks to the host and watches over it. */
export class Link {
  private readonly flags = new ControlFlags();
  private readonly worker: Worker;
  private readonly rings = new Map<number, RowRing>();
  private readonly stopped = new Emitter<void>();
  private readonly asked = new Emitter<void>();

  /** @throws {HumanError} when the link thread's file is missing. */
  static start(options: TrainerOptions): Link {
    const file = fileURLToPath(new URL(WORKER_FILE, import.meta.url));
    if (!existsSync(file)) throw new HumanError(`GradLens is incomplete: ${file} is missing. Reinstall the extension.`);
    return new Link(file, options);
  }

  private constructor(file: string, options: TrainerOptions) {
    const workerData: LinkWorkerData = { options, flags: this.flags.buffer };
    // No flags of this process: its --import would start a trainer inside the thread.
    this.worker = new Worker(file, { workerData, execArgv: [], env: threadEnv(), name: 'GradLens link' });
    this.worker.on('message', (message: FromLinkWorker) => this.receive(message));
    this.worker.on('error', endWithoutLink);
    this.worker.unref();
  }

  readonly control: LinkControl = linkControl(this.flags, {
    whenResumed: () => this.whenResumed(),
    sleep: (milliseconds) => this.sleep(milliseconds),
  });

  /** Tells of Stop when the event loop turns; `control.stopRequested` knows before. */
  readonly onStop = this.stopped.event;

  /** Announces a fit. Locations are V8's; the link thread moves them to the start of their call expressions. */
  startFit(summary: FitSummary): RowWriter {
    const ring = new RowRing(summary);
    this.rings.set(summary.fit, ring);
    this.post({ type: 'fit', summary, ring: ring.buffer });
    const alive = () => !this.flags.gone;
    return {
      write: (step, epoch, timeMs, loss, metrics, statistics) => {
        if (ring.isFull) {
          this.post({ type: 'full' });
          if (!ring.waitForRoom(alive)) return;
        }
        if (ring.write(step, epoch, timeMs, loss, metrics, statistics)) this.post({ type: 'rows' });
      },
    };
  }

  ready(payload: TrainerEventOf<'ready'>): void {
    this.send({ name: 'ready', payload });
  }

  phase(payload: TrainerPhase): void {
    this.send({ name: 'phase', payload });
  }

  /** Of a stream without a row for every batch; the others are written by `startFit`'s writer. */
  records(payload: Records): void {
    this.send({ name: 'records', payload });
  }

  /** Arrives after the rows that were written before it. */
  epochEnded(payload: EpochRecord): void {
    this.send({ name: 'epochEnded', payload }, payload.fit);
  }

  dataSeen(payload: DataEvidence): void {
    this.send({ name: 'dataSeen', payload });
  }

  /** Arrives after the rows that were written before it. */
  stepMode(payload: StepMode): void {
    this.send({ name: 'stepMode', payload }, payload.fit);
  }

  /** Arrives after the rows that were written before it; there must be none after it. */
  fitEnded(payload: FitEnd): void {
    this.send({ name: 'fitEnded', payload }, payload.fit);
    this.rings.delete(payload.fit);
  }

  stopSeen(): void {
    this.send({ name: 'stopSeen', payload: null });
  }

  problem(payload: TrainerProblem): void {
    this.send({ name: 'problem', payload: cutForLog(payload) });
  }

  /** For the host alone: no file has it. */
  depth(payload: DepthAnswer): void {
    this.send({ name: 'depth', payload });
  }

  /** As `depth`. */
  keptAnswer(payload: KeptAnswer): void {
    this.send({ name: 'keptAnswer', payload });
  }

  /** A fit's model as it is at its end, for the run's files; before `fitEnded`. */
  keepModel(of: FitModel): void {
    this.post({ type: 'model', of });
  }

  /** A problem of a layer or a model: its location is V8's, of the call that created it, and is moved as in `startFit`. */
  problemAtCall(problem: TrainerProblem): void {
    this.post({ type: 'problemAtCall', problem: cutForLog(problem) });
  }

  /** A file of the user's that the run has come to, as it has it. */
  source(source: KeptSource): void {
    this.post({ type: 'source', source });
  }

  /** Last call: blocks until everything is in the files and with the host, or nothing gets on any more. */
  end(event: TrainerEnd): void {
    if (this.flags.gone) return;
    this.post({ type: 'end', event });
    this.flags.blockUntilEnded(END_PATIENCE);
  }

  private send(event: HandedEvent, fit?: number): void {
    const rows = fit === undefined ? null : (this.rings.get(fit)?.written ?? null);
    this.post({ type: 'event', event, rows });
  }

  private post(message: ToLinkWorker): void {
    this.worker.postMessage(message);
  }

  private receive(message: FromLinkWorker): void {
    if (message === 'stop') this.stopped.fire();
    this.asked.fire();
  }

  private async whenResumed(): Promise<void> {
    this.worker.ref();
    while (this.flags.pauseRequested) {
      await new Promise<void>((resolve) => {
        const listening = this.asked.event(() => {
          listening.dispose();
          resolve();
        });
      });
    }
    this.worker.unref();
  }

  private sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        listening.dispose();
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      const listening = this.asked.event(wake);
    });
  }
}

/** Without its link a trainer can be neither stopped nor seen. */
function endWithoutLink(error: Error): void {
  process.stderr.write(`GradLens cannot record this run, so it ends it: ${error.stack ?? error.message}\n`);
  process.exit(1);
}
