import type { FitSummary } from '../../protocol/fit.js';
import type { TrainerProblem } from '../../protocol/trainer.js';
import type { HostQueue } from './hostQueue.js';
import type { LinkEvent, ToLinkWorker } from './messages.js';
import { RowRing } from './rowRing.js';
import type { RunStorage } from './runStorage.js';

/** Milliseconds between two looks at the rings while there are rows. */
const DRAIN_INTERVAL = 33;

/** Milliseconds that rows and events may wait before they are in the files. */
const FLUSH_INTERVAL = 250;

/** Events that a fast loop sends often; they go with the next drain. The others go at once. */
const UNHURRIED: ReadonlySet<LinkEvent['name']> = new Set([
  'records',
  'epochEnded',
  'stepMode',
  'histogram',
  'activations',
]);

export interface RecorderParts {
  readonly storage: RunStorage;
  readonly queue: HostQueue;
  /** Why no step of this run is compiled; null where each fit tells for itself. */
  readonly alwaysEager: string | null;
  /** Makes a summary as it goes to files and host from the one that the main thread gave. */
  readonly prepare: (summary: FitSummary) => FitSummary;
  /** Moves a problem's location to the start of the call in which V8 has it. */
  readonly move: (problem: TrainerProblem) => TrainerProblem;
}

/** Takes what the main thread hands over, in its order, and gives it to files and host. */
export class Recorder {
  private readonly rings = new Map<number, RowRing>();
  /** What came while the host was too slow. */
  private inbox: ToLinkWorker[] = [];
  private drainTimer: NodeJS.Timeout | undefined;
  private flushTimer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: RecorderParts) {}

  receive(message: ToLinkWorker): void {
    this.inbox.push(message);
    this.handleInbox(false);
  }

  /** To be called when the queue to the host has room again. */
  resume(): void {
    this.handleInbox(false);
    if (!this.parts.queue.isFull) this.drainAndSend();
  }

  /** For what the link itself has to say. */
  tell(event: LinkEvent): void {
    if (event.name !== 'histogram' && event.name !== 'activations') this.parts.storage.addEvent(event);
    this.parts.queue.add(event);
    this.flushSoon();
    if (UNHURRIED.has(event.name)) this.drainSoon();
    else this.parts.queue.pump();
  }

  /** Takes all there is and ends the files; what is left to do is `HostQueue.drained`. */
  finish(): void {
    this.handleInbox(true);
    this.drain();
    clearTimeout(this.drainTimer);
    clearTimeout(this.flushTimer);
    this.parts.storage.close();
  }

  private handleInbox(force: boolean): void {
    while (force || !this.parts.queue.isFull) {
      const message = this.inbox.shift();
      if (!message) return;
      this.handle(message);
    }
  }

  private handle(message: ToLinkWorker): void {
    switch (message.type) {
      case 'fit':
        this.startFit(message.summary, message.ring);
        return;
      case 'rows':
        this.drainSoon();
        return;
      case 'full':
        this.drainAndSend();
        return;
      case 'event':
        this.handleEvent(message);
        return;
      case 'problemAtCall':
        this.drain();
        this.tell({ name: 'problem', payload: this.parts.move(message.problem) });
        return;
      case 'end':
        this.drain();
        this.tell({ name: 'ended', payload: message.event });
    }
  }

  private startFit(given: FitSummary, memory: SharedArrayBuffer): void {
    const summary = this.parts.prepare(given);
    this.rings.set(summary.fit, new RowRing(summary, memory));
    this.parts.storage.startFit(summary);
    this.tell({ name: 'fitStarted', payload: summary });
    const { alwaysEager: reason } = this.parts;
    if (reason !== null) this.tell({ name: 'stepMode', payload: { fit: summary.fit, step: 0, mode: 'eager', reason } });
  }

  private handleEvent({ event, rows }: Extract<ToLinkWorker, { type: 'event' }>): void {
    if (event.name === 'epochEnded' || event.name === 'stepMode' || event.name === 'fitEnded')
      this.drainFit(event.payload.fit, rows ?? undefined);
    else if (event.name === 'histogram') this.parts.storage.addHistogram(event.payload);
    else if (event.name === 'activations') this.parts.storage.addActivations(event.payload);
    else this.drain();
    if (event.name === 'fitEnded') {
      this.rings.delete(event.payload.fit);
      this.parts.storage.endFit(event.payload.fit);
    }
    this.tell(event);
  }

  private drainSoon(): void {
    this.drainTimer ??= setTimeout(() => {
      this.drainTimer = undefined;
      if (!this.parts.queue.isFull) this.drainAndSend();
    }, DRAIN_INTERVAL);
  }

  private drainAndSend(): void {
    this.drain();
    this.parts.queue.pump();
  }

  private drain(): void {
    for (const fit of this.rings.keys()) this.drainFit(fit);
  }

  private drainFit(fit: number, limit?: number): void {
    const batch = this.rings.get(fit)?.drain(limit);
    if (!batch) return;
    this.parts.storage.addRecords(batch);
    this.parts.queue.addRecords(batch);
    this.flushSoon();
  }

  private flushSoon(): void {
    this.flushTimer ??= setTimeout(() => {
      this.flushTimer = undefined;
      this.parts.storage.flush();
    }, FLUSH_INTERVAL);
  }
}
