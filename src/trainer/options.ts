import { closeSync, readSync } from 'node:fs';
import type { TrainerOptions } from '../protocol/trainer.js';

const VARIABLE = 'GRADLENS_TRAINER';

/**
 * Reads what the host hands over and removes its trace from the environment, so that user code and what it spawns do not see it.
 * @returns null in a process that the user's code forked: it inherits `--import`, but is no trainer.
 */
export function takeOptions(env: NodeJS.ProcessEnv): TrainerOptions | null {
  const pipe = env[VARIABLE];
  if (pipe === undefined) return null;
  delete env[VARIABLE];
  // Inside Electron it has to stay: `process.execPath` is a Node for the user's own child processes only with it.
  if (!process.versions.electron) delete env.ELECTRON_RUN_AS_NODE;
  return JSON.parse(readToEnd(Number(pipe))) as TrainerOptions;
}

function readToEnd(pipe: number): string {
  const chunks: Buffer[] = [];
  for (let length = -1; length !== 0; ) {
    const chunk = Buffer.alloc(65_536);
    length = readChunk(pipe, chunk);
    chunks.push(chunk.subarray(0, length));
  }
  closeSync(pipe);
  return Buffer.concat(chunks).toString('utf8');
}

function readChunk(pipe: number, chunk: Buffer): number {
  try {
    return readSync(pipe, chunk);
  } catch (error) {
    // Windows tells of a pipe's end so.
    if ((error as NodeJS.ErrnoException).code === 'EOF') return 0;
    throw error;
  }
}
