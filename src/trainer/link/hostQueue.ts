import type { Records } from '../../protocol/streams/streams.js';
import { bytesOf, joinRecords } from './joinRecords.js';
import type { LinkEvent } from './messages.js';

/** Bytes that may wait for a host that is slow to read; then rows stay in their rings, and at last training waits. */
const MOST_WAITING = 16 * 1024 * 1024;

/** Bytes of records that go in one message. */
const LARGEST_MESSAGE = 4 * 1024 * 1024;

/** What an event other than records is taken to need. */
const EVENT_BYTES = 1024;

interface Channel {
  /** @returns whether it takes more at once. */
  send(event: LinkEvent): boolean;
  flushed(): Promise<void>;
}

type Waiting = { readonly batches: Records[]; bytes: number } | LinkEvent;

/**
 * Events in order, on their way to the host. Records that wait are joined with those of their stream and fit that wait already, so they
 * may overtake an epoch's end, and come no later than what was told after them.
 */
export class HostQueue {
  private waiting: Waiting[] = [];
  private bytes = 0;
  private blocked = false;

  /** @param onRoom told when the queue takes more again after it was full. */
  constructor(
    private readonly channel: Channel,
    private readonly onRoom: () => void,
  ) {}

  get isFull(): boolean {
    return this.bytes >= MOST_WAITING;
  }

  add(event: LinkEvent): void {
    this.waiting.push(event);
    this.bytes += EVENT_BYTES;
  }

  addRecords(records: Records): void {
    const bytes = bytesOf(records);
    const open = this.waiting.findLast((item) => 'batches' in item && isSameStream(item.batches[0], records));
    if (open && 'batches' in open && open.bytes + bytes <= LARGEST_MESSAGE) {
      open.batches.push(records);
      open.bytes += bytes;
    } else {
      this.waiting.push({ batches: [records], bytes });
    }
    this.bytes += bytes;
  }

  /** Sends what the channel takes; what waits longer goes by itself when the channel has room. */
  pump(): void {
    while (!this.blocked) {
      const next = this.waiting.shift();
      if (!next) return;
      this.bytes -= 'batches' in next ? next.bytes : EVENT_BYTES;
      const event = 'batches' in next ? recordsEvent(next.batches) : next;
      if (event && !this.channel.send(event)) void this.waitForChannel();
    }
  }

  /** Resolves when the host's end has everything, or is closed. */
  async drained(): Promise<void> {
    while (this.waiting.length > 0) {
      this.pump();
      await this.channel.flushed();
    }
    await this.channel.flushed();
  }

  private async waitForChannel(): Promise<void> {
    this.blocked = true;
    await this.channel.flushed();
    this.blocked = false;
    this.pump();
    if (!this.isFull) this.onRoom();
  }
}

function isSameStream(some: Records | undefined, { stream, fit }: Records): boolean {
  return some?.stream === stream && some.fit === fit;
}

function recordsEvent(batches: readonly Records[]): LinkEvent | null {
  const payload = joinRecords(batches);
  return payload && { name: 'records', payload };
}
