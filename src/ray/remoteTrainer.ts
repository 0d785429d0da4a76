import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize } from 'node:v8';
import * as v from 'valibot';
import { messageOf } from '../errors/errorText.js';
import { checkedEvents } from '../process/checkedEvents.js';
import type { TrainerExit, TrainerProcess, TrainerStart } from '../process/trainerProcess.js';
import { WorkerCall, type WorkerCommand, WorkerMessage } from '../protocol/ray.js';
import type { TrainerCommands, TrainerEvents } from '../protocol/trainer.js';

/** How a trial's worker is spoken to. */
export interface TrialLink {
  tell(command: WorkerCommand): void;
  /** Ends it by force. */
  kill(): void;
  /** Takes what a person should know of its machine. */
  note(text: string): void;
}

const Calls = v.array(WorkerCall);

/** This machine's end of a trainer on a worker of Ray: hands on what it tells as if it ran here, and writes its files. */
export class RemoteTrainer implements TrainerProcess {
  readonly pid = undefined;
  readonly exited: Promise<TrainerExit>;
  private leave: (exit: TrainerExit) => void = () => {};
  private readonly events: TrainerEvents;
  private hasBegun = false;
  private wasKilled = false;
  private isOver = false;

  constructor(
    private readonly start: TrainerStart,
    private readonly link: TrialLink,
  ) {
    this.events = checkedEvents(start.events, start.onFault);
    this.exited = new Promise((resolve) => {
      this.leave = resolve;
    });
  }

  readonly commands: TrainerCommands = {
    // What waits for a worker need not be given one.
    stop: () => (this.hasBegun ? this.link.tell(['stop', []]) : this.kill()),
    pause: () => this.link.tell(['pause', []]),
    resume: () => this.link.tell(['resume', []]),
    step: (unit) => this.link.tell(['step', [unit]]),
    pace: (interval) => this.link.tell(['pace', [interval]]),
    rollBack: (how) => this.link.tell(['rollBack', [how]]),
  };

  /** The run that it trains. */
  get run(): string {
    return this.start.options.runId;
  }

  kill(): void {
    if (this.isOver) return;
    this.wasKilled = true;
    this.link.kill();
  }

  dispose(): void {
    this.kill();
  }

  begin(): void {
    this.hasBegun = true;
  }

  /** Takes a line that the worker wrote; what is none is passed over. */
  receive(line: string): void {
    if (this.isOver) return;
    try {
      const message = v.parse(WorkerMessage, JSON.parse(line));
      if (message.type === 'calls') this.call(Buffer.from(message.data, 'base64'));
      else if (message.type === 'file') this.write(message.path, message.at, Buffer.from(message.data, 'base64'));
      else if (message.type === 'note') this.link.note(message.text);
      else {
        const { code, signal, error } = message;
        this.end({ code, signal: signal as NodeJS.Signals | null, error: error === null ? null : new Error(error) });
      }
    } catch (error) {
      this.start.onFault(`Ignored a line of a worker: ${messageOf(error)}`);
    }
  }

  /** The worker is gone, or never was there. @param failure null where it went without a word */
  fail(failure: string | null): void {
    const error = failure === null || this.wasKilled ? null : new Error(failure);
    this.end({ code: null, signal: error ? null : 'SIGKILL', error });
  }

  private end(exit: TrainerExit): void {
    this.isOver = true;
    this.leave(exit);
  }

  private call(data: Buffer): void {
    for (const call of v.parse(Calls, deserialize(data))) {
      switch (call[0]) {
        case 'event': {
          const [, name, value] = call;
          if (!Object.hasOwn(this.events, name)) throw new Error(`${name} is no event`);
          (this.events[name as keyof TrainerEvents] as (value: unknown) => void)(value);
          break;
        }
        case 'output':
          this.start.onOutput(call[1], call[2]);
          break;
        case 'printed':
          this.start.onPrinted?.(call[1], call[2]);
          break;
        case 'fault':
          this.start.onFault(call[1]);
          break;
        case 'unreadable':
          this.start.onUnreadable();
      }
    }
  }

  private write(path: string, at: number, data: Buffer): void {
    const file = join(this.start.options.runDirectory, path);
    mkdirSync(dirname(file), { recursive: true });
    const descriptor = openSync(file, at === 0 ? 'w' : 'r+');
    try {
      writeSync(descriptor, data, 0, data.length, at);
    } finally {
      closeSync(descriptor);
    }
  }
}
