import type { ChildProcess } from 'node:child_process';
import type { Disposable } from '../lifecycle/disposables.js';
import type { TrainerOptions } from '../protocol/trainer.js';
import { entryOf, isRunning, loadAhead, type NodeStart, spawnTrainer } from './trainerChild.js';
import { type TrainerProcess, type TrainerStart, trainIn } from './trainerProcess.js';

/** Milliseconds that a process waits for the next run. */
const PATIENCE = 600_000;

type WarmStart = NodeStart & { readonly options: Pick<TrainerOptions, 'backend'> };

/**
 * Keeps one process ready for what was run last: Node and TensorFlow are loaded, nothing of the user's code is. What is started otherwise (another file,
 * environment or backend) gets a process of its own, as TensorFlow reads its settings once.
 */
export class WarmTrainer implements Disposable {
  private waiting: { readonly child: ChildProcess; readonly key: string; readonly patience: NodeJS.Timeout } | null =
    null;
  private live = 0;
  private disposed = false;

  constructor(
    private readonly isOn: () => boolean,
    private readonly log: (line: string) => void,
    private readonly patience = PATIENCE,
  ) {}

  /** In place of `startTrainer`. */
  readonly start = (start: TrainerStart): TrainerProcess => {
    const trainer = trainIn(this.take(start) ?? spawnTrainer(start), start);
    this.live += 1;
    void trainer.exited.then(({ error }) => {
      this.live -= 1;
      if (this.live === 0 && !error) this.prepare(start);
    });
    return trainer;
  };

  /** Ends the process that waits. */
  letGo(): void {
    const { waiting } = this;
    this.waiting = null;
    if (!waiting) return;
    clearTimeout(waiting.patience);
    waiting.child.kill('SIGKILL');
  }

  dispose(): void {
    this.disposed = true;
    this.letGo();
  }

  /** Null where none waits for such a start; one for another start is ended. */
  private take(start: TrainerStart): ChildProcess | null {
    const { waiting } = this;
    if (!waiting || waiting.key !== keyOf(start) || !isRunning(waiting.child)) {
      this.letGo();
      return null;
    }
    clearTimeout(waiting.patience);
    this.waiting = null;
    return waiting.child;
  }

  private prepare(start: WarmStart): void {
    if (this.disposed || !this.isOn() || !runsOnlyOurs(start)) return;
    this.letGo();
    const child = spawnTrainer(start);
    loadAhead(child, start.options.backend);
    this.waiting = { child, key: keyOf(start), patience: setTimeout(() => this.letGo(), this.patience) };
    child.on('error', (error) => this.log(`No process waits for the next run: ${error.message}`));
    child.once('exit', () => {
      if (this.waiting?.child === child) this.letGo();
    });
    this.log(`Process ${child.pid} waits for the next run of ${entryOf(start)}`);
  }
}

/** Whether nothing but Node and GradLens's own files is run before a person asks for it. */
function runsOnlyOurs({ options, env, nodeFlags }: WarmStart): boolean {
  return options.backend.origin !== 'project' && nodeFlags.length === 0 && !env.NODE_OPTIONS;
}

function keyOf(start: WarmStart): string {
  const { cwd, env, args, nodeFlags, trainerEntry, background, execPath, options } = start;
  return JSON.stringify([
    entryOf(start),
    cwd,
    env,
    args,
    nodeFlags,
    trainerEntry,
    background,
    execPath,
    options.backend,
  ]);
}
