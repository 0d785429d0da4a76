import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, readlink, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { handOnLoaded } from './loadedBackends.js';

const root = join(import.meta.dirname, '..', '..', '..');
const dist = process.env.GRADLENS_DIST ?? join(root, 'dist');
/** What Node runs as the command line. */
export const CLI = join(dist, 'cli.mjs');
const fixtures = join(root, 'test', 'fixtures', 'cli');
/** Where what a test shows is the same on both backends: the one that is loaded and trains a small net in half of the time. */
export const ON_WASM = ['--backend', 'wasm'] as const;

/** Of SIGINT in a mask of signals, as Linux shows them. */
const SIGINT_BIT = 1 << 1;

/** A line of the command line's output under --json. */
export type JsonLine = Readonly<Record<string, unknown>> & { readonly type?: string };

export interface CliOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Relative to the project's copy. */
  readonly cwd?: string;
  /** Where tfjs-node is to be missing. */
  readonly emptyStore?: boolean;
  /** Files of the project beside the fixtures, by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly nodeFlags?: readonly string[];
}

/** The command line on a copy of the fixtures, with a store of its own. Dispose of it with `await using`. */
export class CliRun implements AsyncDisposable {
  stdout = '';
  stderr = '';
  readonly exited: Promise<number | null>;
  private readonly waiting = new Set<() => void>();

  private constructor(
    readonly child: ChildProcess,
    /** The copy of the fixtures. */
    readonly project: string,
    readonly store: string,
    private readonly folder: string,
    /** The ring's, of which its tfjs-node is. */
    private readonly shared: string,
  ) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.receive('stdout', text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.receive('stderr', text));
    this.exited = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  }

  static async start(
    args: readonly string[],
    { env = {}, cwd = '.', emptyStore = false, files = {}, nodeFlags = [] }: CliOptions = {},
  ): Promise<CliRun> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'gradlens-cli-')));
    const [project, store] = [join(folder, 'project'), join(folder, 'store')];
    await cp(fixtures, project, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(project, name)), { recursive: true });
      await writeFile(join(project, name), text);
    }
    await mkdir(store);
    const shared = process.env.GRADLENS_STORE;
    if (!shared) throw new Error('GRADLENS_STORE is not set: these tests need the tfjs-node of a GradLens store');
    if (!emptyStore) {
      await symlink(await realpath(join(shared, 'tfjs-node')), join(store, 'tfjs-node'), 'junction');
      handOnLoaded(shared, store);
    }
    const { INIT_CWD: _caller, ...inherited } = process.env;
    const child = spawn(process.execPath, [...nodeFlags, CLI, ...args], {
      cwd: join(project, cwd),
      env: { ...inherited, GRADLENS_STORE: store, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new CliRun(child, project, store, folder, shared);
  }

  /** What was written to stdout, parsed; throws where a line is no JSON. */
  get lines(): JsonLine[] {
    return this.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as JsonLine);
  }

  linesOf(type: string): JsonLine[] {
    return this.lines.filter((line) => line.type === type);
  }

  /** Stderr without what is said there where nothing else has been for two seconds, as on a slow machine. */
  get words(): string {
    return this.stderr.replace(/^gradlens: still .*\n/gm, '');
  }

  /** The last line on stderr. */
  get reason(): string {
    return this.stderr.trimEnd().split('\n').at(-1) ?? '';
  }

  /** Resolves when the condition holds; rejects when the command line ends before. */
  async until(condition: (run: CliRun) => boolean): Promise<void> {
    const gone = this.exited.then(() => 'gone' as const);
    while (!condition(this)) {
      const changed = new Promise<'changed'>((resolve) => this.waiting.add(() => resolve('changed')));
      if ((await Promise.race([changed, gone])) === 'gone' && !condition(this)) {
        throw new Error(`The command line ended before that.\n${this.stdout}\n${this.stderr}`);
      }
    }
  }

  /** Ctrl-C; resolves when it has arrived: a second one while the first is pending would be lost. */
  async interrupt(): Promise<void> {
    this.child.kill('SIGINT');
    const isPending = async () => {
      const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8').catch(() => '');
      return (Number.parseInt(/^ShdPnd:\s*(\w+)$/m.exec(status)?.[1] ?? '0', 16) & SIGINT_BIT) !== 0;
    };
    while (await isPending()) await delay(5);
  }

  /** Ids of the processes that run the project's files or work in its folder: the trainer and what it started. Linux only. */
  async trainers(): Promise<number[]> {
    const found: number[] = [];
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      if (`${command} ${folder}`.includes(this.project) && pid !== this.child.pid) found.push(pid);
    }
    return found;
  }

  /** Resolves when none of them is left; hangs, and so fails the test, where one stays. */
  async untilNoTrainers(): Promise<void> {
    while ((await this.trainers()).length > 0) await delay(20);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
    for (const pid of await this.trainers()) process.kill(pid, 'SIGKILL');
    handOnLoaded(this.store, this.shared);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private receive(stream: 'stdout' | 'stderr', text: string): void {
    this[stream] += text;
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}
