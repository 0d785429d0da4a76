import type { RunRequest } from '../protocol/runRequest.js';
import type { Run } from './types.js';

type Listed = Pick<Run, 'request' | 'startedAt'>;

/** What tells a model from others over many edits: its file and its name, or the file as a whole where no model was meant. */
export const modelKey = ({ request: { file, model } }: Pick<Run, 'request'>): string =>
  model ? `${model.file}\n${model.name}` : file;

/** What cannot run twice at once: a trial of a sweep, a file's model, or the file as a whole. */
export function placeKey({ file, model, sweep }: RunRequest): string {
  if (sweep) return `${sweep.id}:${sweep.trial}`;
  return model ? `${model.file}:${model.line}` : `${file}:`;
}

/** The last run of the same model before a run, among all, newest first, trials of sweeps aside; null for the first one. */
export function previousRunOf<One extends Listed>(run: Listed, all: readonly One[]): One | null {
  const key = modelKey(run);
  return (
    all.find((other) => !other.request.sweep && other.startedAt < run.startedAt && modelKey(other) === key) ?? null
  );
}
