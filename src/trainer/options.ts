import { closeSync, readSync } from 'node:fs';
import type { BackendInfo } from '../protocol/backend.js';
import type { TrainerOptions } from '../protocol/trainer.js';

const VARIABLE = 'GRADLENS_TRAINER';
const NEW_LINE = 0x0a;

/** What the host hands over. */
export interface Handed {
  /** What is to be loaded before anybody has run anything; null where the options are there. */
  readonly ahead: BackendInfo | null;
  /** Waits for the options. @returns null where the host went away without any */
  readonly options: () => TrainerOptions | null;
}

/**
 * Reads what the host hands over and removes its trace from the environment, so that user code and what it spawns do not see it.
 * @returns null in a process that the user's code forked: it inherits `--import`, but is no trainer.
 */
export function takeOptions(env: NodeJS.ProcessEnv): Handed | null {
  const pipe = env[VARIABLE];
  if (pipe === undefined) return null;
  delete env[VARIABLE];
  // Inside Electron it has to stay: `process.execPath` is a Node for the user's own child processes only with it.
  if (!process.versions.electron) delete env.ELECTRON_RUN_AS_NODE;
  const file = Number(pipe);
  const read: Buffer[] = [];
  for (let chunk = readChunk(file); chunk; chunk = readChunk(file)) {
    const end = chunk.indexOf(NEW_LINE);
    if (end === -1) read.push(chunk);
    else {
      const line = Buffer.concat([...read, chunk.subarray(0, end)]);
      return {
        ahead: JSON.parse(line.toString('utf8')),
        options: () => optionsOf([chunk.subarray(end + 1), ...rest(file)]),
      };
    }
  }
  closeSync(file);
  return { ahead: null, options: () => optionsOf(read) };
}

function rest(pipe: number): Buffer[] {
  const chunks: Buffer[] = [];
  for (let chunk = readChunk(pipe); chunk; chunk = readChunk(pipe)) chunks.push(chunk);
  closeSync(pipe);
  return chunks;
}

function optionsOf(chunks: readonly Buffer[]): TrainerOptions | null {
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? null : JSON.parse(text);
}

/** Null at the end. */
function readChunk(pipe: number): Buffer | null {
  const chunk = Buffer.alloc(65_536);
  try {
    const length = readSync(pipe, chunk);
    return length === 0 ? null : chunk.subarray(0, length);
  } catch (error) {
    // Windows tells of a pipe's end so.
    if ((error as NodeJS.ErrnoException).code === 'EOF') return null;
    throw error;
  }
}
