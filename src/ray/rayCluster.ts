import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HumanError } from '../errors/humanError.js';
import type { TrainerProcess, TrainerStart } from '../process/trainerProcess.js';
import type { BackendKind } from '../protocol/backend.js';
import type { DriverMessage, SearchHistory } from '../protocol/ray.js';
import type { RunRequest } from '../protocol/runRequest.js';
import { connectFailure, type NamedWith } from './connectFailure.js';
import { type DriverStart, RayDriver } from './rayDriver.js';
import { RayTrials } from './rayTrials.js';
import { type Staged, stageProject } from './stagedProject.js';

type Ready = Extract<DriverMessage, { type: 'ready' }>;
type Proposed = NonNullable<Extract<DriverMessage, { type: 'proposed' }>['values']>;

export interface ClusterOptions extends Pick<DriverStart, 'python' | 'address'> {
  /** The build's folder. */
  readonly dist: string;
  /** What trials train on; null for tfjs-node where a worker can have it. */
  readonly backend: BackendKind | null;
  readonly log: (line: string) => void;
  /** Ends the attempt to connect. */
  readonly signal: AbortSignal;
  readonly namedWith: NamedWith;
  /** The connection broke while trials were under way: all of them end. */
  readonly onLost: (reason: string) => void;
}

/** A cluster of Ray that trains the trials of one sweep. */
export class RayCluster {
  private readonly driver: RayDriver;
  private readonly trials: RayTrials;
  private project = '';
  private isPrepared = false;
  private isClosing = false;
  private readonly heard = new Map<DriverMessage['type'], (message: DriverMessage) => void>();
  private fail: (error: Error) => void = () => {};
  private readonly failed: Promise<never>;

  private constructor(private readonly options: ClusterOptions) {
    this.failed = new Promise((_, reject) => {
      this.fail = reject;
    });
    // Asked for only while something is waited for.
    this.failed.catch(() => {});
    const { python, address, dist, log, onLost } = options;
    this.driver = new RayDriver(
      { python, script: join(dist, 'ray', 'driver.py'), address },
      {
        onMessage: (message) => this.receive(message),
        onGone: (reason) => {
          this.fail(new HumanError(connectFailure(reason, options)));
          this.trials.end(`The connection to Ray broke: ${reason}`);
          if (!this.isClosing && this.isPrepared) onLost(reason);
        },
        log,
      },
    );
    this.trials = new RayTrials((command) => this.driver.send(command), log);
  }

  /** @throws {HumanError} where there is no Python, no Ray, or no such cluster */
  static async connect(options: ClusterOptions): Promise<{ cluster: RayCluster; ready: Ready }> {
    const cluster = new RayCluster(options);
    const kill = () => cluster.driver.kill();
    options.signal.addEventListener('abort', kill);
    const ready = await cluster.first('ready').finally(() => options.signal.removeEventListener('abort', kill));
    if (ready.type !== 'ready') throw new Error('unreachable');
    return { cluster, ready };
  }

  /**
   * Puts the project's files where workers get them.
   * @param nodes for workers that have none @throws {HumanError} where they are too large, or Ray does not take them
   */
  async prepare(project: string, { nodes, store }: Pick<Staged, 'nodes' | 'store'>): Promise<void> {
    this.project = project;
    const staging = await mkdtemp(join(tmpdir(), 'gradlens-ray-'));
    try {
      await stageProject({ folder: staging, project, dist: this.options.dist, nodes, store });
      const prepared = this.first('prepared');
      this.driver.send({ type: 'prepare', folder: staging });
      await prepared;
      this.isPrepared = true;
    } finally {
      // The cluster keeps its own copy from then on.
      await rm(staging, { recursive: true, force: true });
    }
  }

  /** What Optuna would try next; asked for one after another. @throws {HumanError} where it cannot say */
  readonly propose = async (history: SearchHistory): Promise<Proposed> => {
    const proposed = this.first('proposed');
    this.driver.send({ type: 'propose', history });
    const answer = await proposed;
    if (answer.type === 'proposed' && answer.values) return answer.values;
    throw new HumanError(`Optuna proposed nothing: ${answer.type === 'proposed' ? answer.failure : answer.type}`);
  };

  /** Trains a trial of the sweep, in place of `startTrainer`. */
  readonly start = (start: TrainerStart, { sweep, file }: RunRequest): TrainerProcess => {
    if (!sweep) throw new Error(`${file} is no trial of a sweep`);
    const { backend, runDirectory } = start.options;
    const folders = { project: this.project, embedded: backend.path, run: runDirectory };
    return this.trials.start(String(sweep.trial), start, { folders, backend: this.options.backend });
  };

  isLost(run: string): boolean {
    return this.trials.isLost(run);
  }

  /** Cancels what is left; resolves when the driver is gone. */
  async close(): Promise<void> {
    this.isClosing = true;
    await this.driver.close();
  }

  private first(type: DriverMessage['type']): Promise<DriverMessage> {
    return Promise.race([this.failed, new Promise<DriverMessage>((resolve) => this.heard.set(type, resolve))]);
  }

  private receive(message: DriverMessage): void {
    if (message.type === 'refused') this.fail(new HumanError(connectFailure(message.reason, this.options)));
    else if ('trial' in message) this.trials.receive(message);
    else this.heard.get(message.type)?.(message);
  }
}
