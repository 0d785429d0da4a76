import type { TrainerStart } from '../process/trainerProcess.js';
import type { DriverCommand, DriverMessage, WorkerJob } from '../protocol/ray.js';
import { RemoteTrainer } from './remoteTrainer.js';

/** How often Ray trains a trial anew whose worker is lost. */
const RETRIES = 3;

/** Characters of a node's id that a person is told. */
const SHORT_ID = 8;

/** One attempt of a trial, as far as it was told. */
interface Attempt {
  /** Null until somebody takes it over. */
  trainer: RemoteTrainer | null;
  readonly messages: Heard[];
  /** Ray's id of where it is trained; empty before it is. */
  node: string;
}

type Heard = Extract<DriverMessage, { trial: string }>;

/** The trials of one sweep that Ray has: whose lines are whose, and which attempts are lost. */
export class RayTrials {
  private readonly attempts = new Map</* trial */ string, Attempt>();
  private readonly lost = new Set</* run */ string>();
  private goneReason: string | null = null;

  private readonly noted = new Set<string>();

  /** @param say takes what a person should know of a node, once */
  constructor(
    private readonly send: (command: DriverCommand) => void,
    private readonly say: (line: string) => void,
  ) {}

  /** Has a trial trained, or takes over the attempt that Ray has begun in a lost one's place. */
  start(trial: string, start: TrainerStart, where: Pick<WorkerJob, 'folders' | 'backend'>): RemoteTrainer {
    const trainer = new RemoteTrainer(start, {
      tell: (command) => this.send({ type: 'tell', trial, command }),
      kill: () => this.send({ type: 'kill', trial }),
      note: (text) => this.note(trial, text),
    });
    const begun = this.attempts.get(trial);
    if (begun && !begun.trainer) {
      begun.trainer = trainer;
      for (const message of begun.messages.splice(0)) this.pass(trainer, message);
    } else {
      this.attempts.set(trial, { trainer, messages: [], node: '' });
      if (this.goneReason === null) {
        this.send({ type: 'run', trial, job: { ...jobOf(start), ...where }, retries: RETRIES });
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
    if (message.type === 'started') attempt.node = message.node;
    if (message.type === 'started' && message.attempt > 1) this.loseOne(message, attempt);
    else if (attempt.trainer) this.pass(attempt.trainer, message);
    else attempt.messages.push(message);
  }

  /** Nothing more comes. */
  end(reason: string): void {
    this.goneReason = reason;
    for (const { trainer } of this.attempts.values()) trainer?.fail(reason);
  }

  private note(trial: string, text: string): void {
    const line = `Node ${this.attempts.get(trial)?.node.slice(0, SHORT_ID)} of the cluster ${text}`;
    if (this.noted.has(line)) return;
    this.noted.add(line);
    this.say(line);
  }

  private loseOne(message: Heard, { trainer, node }: Attempt): void {
    this.attempts.set(message.trial, { trainer: null, messages: [message], node });
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

function jobOf({ options, cwd, env, args, nodeFlags }: TrainerStart): Omit<WorkerJob, 'folders' | 'backend'> {
  // The worker has a machine of its own: only what is set for this training goes along.
  const own = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && process.env[entry[0]] !== entry[1],
  );
  return { options, cwd, env: Object.fromEntries(own), args, nodeFlags };
}
