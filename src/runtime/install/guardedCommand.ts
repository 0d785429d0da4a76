import type * as childProcess from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Disposable } from '../../lifecycle/disposables.js';
import { folderSize } from '../../system/folderSize.js';
import { childScript } from '../childScript.js';

const INTERVAL = 500;

export interface CommandOptions {
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** Each line of stdout and stderr. */
  readonly onLine: (line: string) => void;
  readonly env?: Readonly<Record<string, string>>;
  /** A folder whose growth is progress. */
  readonly watch?: { readonly folder: string; readonly onBytes: (bytes: number, bytesPerSecond: number) => void };
  /** Milliseconds without a line and without growth after which the command counts as hanging. */
  readonly idleLimit: number;
}

export interface CommandResult {
  /** 127 where there is no such command. */
  readonly exitCode: number;
  readonly lines: readonly string[];
  /** It was ended because nothing moved for `idleLimit`. */
  readonly hung: boolean;
}

/**
 * Runs a command whose whole process tree ends when it is cancelled, when it hangs, and when this process dies, even by
 * SIGKILL: a guard between the two holds a pipe to us and ends the tree when the pipe closes.
 * @throws the signal's reason, once the tree has ended.
 */
export async function runGuarded(
  command: string,
  args: readonly string[],
  { cwd, signal, onLine, env, watch, idleLimit }: CommandOptions,
): Promise<CommandResult> {
  signal.throwIfAborted();
  const guardScript = childScript(guard, "require('node:child_process')", 'process');
  const child = spawn(process.execPath, ['-e', guardScript, '--', command, ...args], {
    cwd,
    env: { ...process.env, ...env, ELECTRON_RUN_AS_NODE: '1' },
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const lines: string[] = [];
  let hung = false;
  const end = (): void => void child.stdin.destroy();
  const idle = setTimeout(() => {
    hung = true;
    end();
  }, idleLimit);
  const read = (stream: Readable): void => {
    createInterface({ input: stream }).on('line', (line) => {
      idle.refresh();
      lines.push(line);
      onLine(line);
    });
  };
  const watching = watch
    ? watchSize(watch.folder, (bytes, rate) => {
        if (rate > 0) idle.refresh();
        watch.onBytes(bytes, rate);
      })
    : null;
  signal.addEventListener('abort', end, { once: true });
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 1));
      child.stdin.on('error', () => undefined); // the guard ended first
      read(child.stdout);
      read(child.stderr);
    });
    signal.throwIfAborted();
    return { exitCode, lines, hung };
  } finally {
    clearTimeout(idle);
    signal.removeEventListener('abort', end);
    watching?.dispose();
  }
}

/** Runs in a child of its own (see `childScript`); the command leads a process group, so that it ends with all its children. */
function guard({ spawn, spawnSync }: typeof childProcess, { argv, env, exit, kill, platform, stdin }: NodeJS.Process) {
  const windows = platform === 'win32';
  const [command = '', ...args] = argv.slice(1);
  delete env.ELECTRON_RUN_AS_NODE;
  const stdio = ['ignore', 'inherit', 'inherit'] as const;
  const child = spawn(command, args, { env, stdio: [...stdio], shell: windows, detached: !windows, windowsHide: true });
  child.on('error', (error) => {
    console.error(error.message);
    exit(127);
  });
  child.on('exit', (code) => exit(code ?? 1));
  stdin.on('close', () => {
    if (child.pid === undefined) return;
    if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true });
    else kill(-child.pid, 'SIGKILL');
  });
  stdin.resume();
}

/** The line of a failed command's output that says why: the first error of a compiler, of Node, pip or npm. */
export function failureReason({
  exitCode,
  lines,
  hung,
}: {
  exitCode: number;
  lines: readonly string[];
  hung: boolean;
}): string {
  if (hung) return 'no progress for a long time';
  for (const pattern of [/\b[a-z]*error: .*/i, /^npm (?:error|ERR!) (?!code )(.+)/]) {
    const line = lines.find((candidate) => pattern.test(candidate));
    if (line !== undefined) return line.trim();
  }
  return lines.findLast((line) => line.trim() !== '')?.trim() ?? `exit code ${exitCode}`;
}

/** Reports the size of a folder that begins empty, twice a second, with its growth in bytes a second, until disposed. */
function watchSize(folder: string, onSize: (bytes: number, bytesPerSecond: number) => void): Disposable {
  let disposed = false;
  let before = { bytes: 0, at: performance.now() };
  let timer: NodeJS.Timeout;
  const look = async (): Promise<void> => {
    const now = { bytes: await folderSize(folder), at: performance.now() };
    if (disposed) return;
    const rate = (1000 * (now.bytes - before.bytes)) / (now.at - before.at);
    before = now;
    onSize(now.bytes, Math.max(0, rate));
    timer = setTimeout(look, INTERVAL);
  };
  timer = setTimeout(look, INTERVAL);
  return {
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
    },
  };
}
