import type { FitSummary, SourceLocation } from '../../protocol/fit.js';
import type { Records } from '../../protocol/streams/streams.js';
import type { TrainerProblem } from '../../protocol/trainer.js';
import { cutForFile } from './cutProblem.js';
import type { HostQueue } from './hostQueue.js';
import { InOrder } from './inOrder.js';
import { bytesOf } from './joinRecords.js';
import type { Locations } from './locations.js';
import type { LinkEvent, ToLinkWorker } from './messages.js';
import { RowRing } from './rowRing.js';
import type { RunStorage } from './runStorage.js';

/** Milliseconds between two looks at the rings while there are rows. */
const DRAIN_INTERVAL = 33;

/** Milliseconds that rows and events may wait before they are in the files. */
const FLUSH_INTERVAL = 250;

/** Events that a fast loop sends often; they go with the next drain. The others go at once. */
const UNHURRIED: ReadonlySet<LinkEvent['name']> = new Set(['dataSeen', 'epochEnded', 'stepMode']);

export interface RecorderParts {
  readonly storage: RunStorage;
  readonly queue: HostQueue;
  /** Finds the calls in which V8 has positions; a large source takes its time. */
  readonly locations: Pick<Locations, 'ofFit' | 'toCall'>;
  /** Told whenever something of what the main thread handed over is done. */
  readonly onProgress: () => void;
}

/** Milliseconds that the files wait for the locations of a fit; then they get V8's, and the others when they are known. */
const FILE_PATIENCE = 1000;
/** Milliseconds that the host waits for them. */
const HOST_PATIENCE = 10_000;
/** Bytes of records that may be held for a host that waits so. */
const MOST_HELD = 64 * 1024 * 1024;

/** Takes what the main thread hands over, in its order, and gives it to files and host. */
export class Recorder {
  private readonly rings = new Map<number, RowRing>();
  /** What came while the host was too slow. */
  private inbox: ToLinkWorker[] = [];
  private drainTimer: NodeJS.Timeout | undefined;
  private flushTimer: NodeJS.Timeout | undefined;
  private readonly toFiles = new InOrder(FILE_PATIENCE);
  private readonly toHost = new InOrder(HOST_PATIENCE);
  private held = 0;

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
    this.toFiles.add(() => this.writeEvent(event));
    this.toHost.add(() => this.sendEvent(event));
  }

  /** Takes all there is and ends the files; the host gets the rest. */
  async finish(): Promise<void> {
    this.handleInbox(true);
    this.drain();
    await this.toFiles.whenEmpty();
    this.parts.storage.flush();
    const waiting = setInterval(this.parts.onProgress, DRAIN_INTERVAL);
    await this.toHost.whenEmpty();
    clearInterval(waiting);
    this.close();
    await this.parts.queue.drained();
  }

  /** Takes all there is and ends the files: there is no host any more. */
  finishAtOnce(): void {
    this.handleInbox(true);
    this.drain();
    this.toFiles.giveUp();
    this.close();
  }

  private close(): void {
    clearTimeout(this.drainTimer);
    clearTimeout(this.flushTimer);
    this.parts.storage.close();
  }

  private writeEvent(event: LinkEvent): void {
    if (event.name === 'problem') this.parts.storage.addEvent({ ...event, payload: cutForFile(event.payload) });
    else this.parts.storage.addEvent(event);
    this.flushSoon();
  }

  private sendEvent(event: LinkEvent): void {
    this.parts.queue.add(event);
    if (UNHURRIED.has(event.name)) this.drainSoon();
    else this.parts.queue.pump();
  }

  private handleInbox(force: boolean): void {
    while (force || !this.parts.queue.isFull) {
      const message = this.inbox.shift();
      if (!message) return;
      this.handle(message);
      this.parts.onProgress();
    }
  }

  private handle(message: ToLinkWorker): void {
    switch (message.type) {
      case 'fit':
        this.startFit(message.summary, message.ring);
        return;
      case 'source':
        this.toFiles.add(() => this.parts.storage.addSource(message.source));
        this.flushSoon();
        return;
      case 'model':
        this.toFiles.add(() => this.parts.storage.addModel(message.of));
        this.flushSoon();
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
        this.tellAtCall(message.problem);
        return;
      case 'end':
        this.drain();
        this.tell({ name: 'ended', payload: message.event });
    }
  }

  private startFit(summary: FitSummary, memory: SharedArrayBuffer): void {
    this.rings.set(summary.fit, new RowRing(summary, memory));
    const moved = this.parts.locations.ofFit(summary);
    const write = (payload: FitSummary) => this.writeEvent({ name: 'fitStarted', payload });
    const begin = (payload: FitSummary) => {
      this.parts.storage.startFit(payload);
      write(payload);
    };
    this.toFiles.addWhen(moved, summary, begin, write);
    this.toHost.addWhen(moved, summary, (payload) => this.sendEvent({ name: 'fitStarted', payload }));
  }

  private tellAtCall(problem: TrainerProblem): void {
    const moved = this.parts.locations.toCall(problem.location);
    const event = (location: SourceLocation | null): LinkEvent => ({
      name: 'problem',
      payload: { ...problem, location },
    });
    this.toFiles.addWhen(moved, problem.location, (location) => this.writeEvent(event(location)));
    this.toHost.addWhen(moved, problem.location, (location) => this.sendEvent(event(location)));
  }

  private handleEvent({ event, rows }: Extract<ToLinkWorker, { type: 'event' }>): void {
    if (event.name === 'records') {
      this.takeRecords(event.payload);
      return;
    }
    if (event.name === 'depth' || event.name === 'keptAnswer') {
      this.toHost.add(() => this.sendEvent(event));
      return;
    }
    if (event.name === 'epochEnded' || event.name === 'stepMode' || event.name === 'fitEnded')
      this.drainFit(event.payload.fit, rows ?? undefined);
    else this.drain();
    if (event.name === 'fitEnded') {
      this.rings.delete(event.payload.fit);
      this.toFiles.add(() => this.parts.storage.endFit(event.payload.fit));
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
    if (batch) this.takeRecords(batch);
  }

  private takeRecords(records: Records): void {
    this.toFiles.add(() => this.parts.storage.addRecords(records));
    this.toHost.add(() => {
      this.parts.queue.addRecords(records);
      this.drainSoon();
    });
    this.held = this.toHost.isWaiting ? this.held + bytesOf(records) : 0;
    if (this.held > MOST_HELD) this.toHost.giveUp();
    this.flushSoon();
  }

  private flushSoon(): void {
    this.flushTimer ??= setTimeout(() => {
      this.flushTimer = undefined;
      this.parts.storage.flush();
      this.parts.onProgress();
    }, FLUSH_INTERVAL);
  }
}
