import { serialize } from 'node:v8';
import type { WorkerCall } from '../../protocol/ray.js';
import { TrainerEvent, type TrainerEvents } from '../../protocol/trainer.js';
import { writeLine } from './writeLine.js';

/** What a trainer tells, until it is written. */
export class Told {
  private calls: WorkerCall[] = [];

  /** Takes each event as a call. */
  readonly events = Object.fromEntries(
    Object.keys(TrainerEvent).map((name) => [name, (value: unknown) => this.add(['event', name, value])]),
  ) as unknown as TrainerEvents;

  add(call: WorkerCall): void {
    this.calls.push(call);
  }

  /** Writes what there is, in one message. */
  write(): void {
    if (this.calls.length === 0) return;
    writeLine({ type: 'calls', data: serialize(this.calls).toString('base64') });
    this.calls = [];
  }
}
