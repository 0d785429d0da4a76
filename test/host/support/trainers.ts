import { readdirSync, readFileSync } from 'node:fs';
import type { Run } from '../../../src/runs/types.js';
import { editorState, until } from './window.js';

/** Process ids of all trainers of this machine whose parent is this extension host. */
export const trainerPids = (): number[] => childPids('trainer/main.mjs');

/** Of those that wait for a run. */
export const waitingPids = (): number[] => childPids('ready for the next run');

function childPids(command: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const arguments_ = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return (
          status.includes(`\nPPid:\t${process.pid}\n`) && !/\nState:\tZ/.test(status) && arguments_.includes(command)
        );
      } catch {
        return false; // it ended while we looked
      }
    })
    .map(Number);
}

/** Ends all runs as a person would, and waits until no process of theirs is left. */
export async function endAllRuns(): Promise<void> {
  const { runs } = await editorState();
  for (const run of runs.all) {
    if (run.state.kind !== 'ended') run.stop();
    if (run.state.kind !== 'ended') run.stop();
  }
  await until('all runs end', () => runs.all.every((run) => run.state.kind === 'ended'));
  await noTrainerLeft();
}

async function noTrainerLeft(): Promise<void> {
  if (process.platform === 'linux') await until('no trainer is left', () => trainerPids().length === 0);
}

export async function newestRun(file: string): Promise<Run> {
  const { runs } = await editorState();
  return until(`a run of ${file}`, () => runs.all.find((run) => run.request.file === file));
}

export const ended = (run: Run): Promise<unknown> => until(`run ${run.id} ends`, () => run.state.kind === 'ended');

export const trains = (run: Run): Promise<unknown> =>
  until(`run ${run.id} trains`, () => run.fits.some((fit) => fit.latest !== null));
