import { modelFile } from '../protocol/runRequest.js';
import { runLabel } from '../runs/runLabel.js';
import type { Run } from '../runs/types.js';
import { answerText } from './answerText.js';

/** Runs, a line each. */
export function runsAnswer(
  runs: readonly { readonly run: Run; readonly changes: string | null }[],
  fileText: (file: string) => string,
): string {
  if (runs.length === 0) return 'No runs are recorded.';
  const lines = runs.map(({ run, changes }) => {
    const { name, result, duration } = runLabel(run);
    const named = name ? ` "${name}"` : '';
    const changed = changes ? `; changed: ${changes}` : '';
    const started = new Date(run.startedAt).toISOString().slice(0, 16);
    return `${run.id}${named} ${fileText(modelFile(run.request))} ${run.request.model?.name ?? ''}, ${started}, ${duration ?? 'still going'}: ${result ?? '-'}${changed}`;
  });
  return answerText(lines, 'Ask for fewer, or for one file.');
}
