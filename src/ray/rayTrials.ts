import type { TrainerStart } from '../process/trainerProcess.js';
import type { DriverCommand, DriverMessage, WorkerJob } from '../protocol/ray.js';
import { RemoteTrainer } from './remoteTrainer.js';

/** How often Ray trains a trial anew whose worker is lost. */
const RETRIES = 3;

/** One attempt of a trial, as far as it was told. */
interface Attempt {
  /** Null until somebody takes it over. */
  trainer: RemoteTrainer | null;
  readonly messages: Heard[];
}

type Heard = Extract<DriverMessage, { trial: string }>;

/** The trials of one sweep that Ray has: whose lines are whose, and which attempts are lost. */
export class RayTrials {
  private readonly attempts = new Map</* trial */ string, Attempt>();
  private readonly lost = new Set</* run */ string>();
  private goneReason: string | null = null;

  constructor(private readonly send: (command: DriverCommand) => void) {}

  /** Has a trial trained, or takes over the attempt that Ray has begun in a lost one's place. */
  start(trial: string, start: TrainerStart, folders: WorkerJob['folders']): RemoteTrainer {
    const trainer = new RemoteTrainer(start, {
      tell: (command) => this.send({ type: 'tell', trial, command }),
      kill: () => this.send({ type: 'kill', trial }),
    });
    const begun = this.attempts.get(trial);
    if (begun && !begun.trainer) {
      begun.trainer = trainer;
      for (const message of begun.messages.splice(0)) this.pass(trainer, message);
    } else {
      this.attempts.set(trial, { trainer, messages: [] });
      if (this.goneReason === null) {
        this.send({ type: 'run', trial, job: jobOf(start, folders), retries: RETRIES });
      } else trainer.fail(this.goneReason);
    }
    return trainer;
  }

  /** Whether a run's worker was lost and Ray has begun its trial anew. */
  isLost(run: string): boolean {
    return this.lost.has(run);
  }

  receive(message: Heard): void {
    const attempt = this.attempts.get(message.trial);
    if (!attempt) return;
    if (message.type === 'started' && message.attempt > 1) this.loseOne(message, attempt);
    else if (attempt.trainer) this.pass(attempt.trainer, message);
    else attempt.messages.push(message);
  }

  /** Nothing more comes. */
  end(reason: string): void {
    this.goneReason = reason;
    for (const { trainer } of this.attempts.values()) trainer?.fail(reason);
  }

  private loseOne(message: Heard, { trainer }: Attempt): void {
    this.attempts.set(message.trial, { trainer: null, messages: [message] });
    if (!trainer) return;
    this.lost.add(trainer.run);
    trainer.fail(null);
  }

  private pass(trainer: RemoteTrainer, message: Heard): void {
    switch (message.type) {
      case 'started':
        trainer.begin();
        break;
      case 'lines':
        for (const line of message.lines) trainer.receive(line);
        break;
      case 'ended':
        // It told its own end before, unless it was given up.
        trainer.fail(message.failure);
    }
  }
}

function jobOf({ options, cwd, env, args, nodeFlags }: TrainerStart, folders: WorkerJob['folders']): WorkerJob {
  // The worker has a machine of its own: only what is set for this training goes along.
  const own = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && process.env[entry[0]] !== entry[1],
  );
  return { options, cwd, env: Object.fromEntries(own), args, nodeFlags, folders };
}
