import { runLook } from '../../editor/runList/runLook.js';
import { runLabel } from '../../runs/runLabel.js';
import type { Run } from '../../runs/types.js';

/** Runs that a question names before they are deleted. */
export const MOST_NAMED = 5;

/** What the question calls runs, and the line on each: what the list says of it, with the model where there are several. */
export function goingRuns(
  runs: readonly Run[],
  now: number = Date.now(),
): { readonly what: string; readonly lines: readonly string[] } {
  const [only] = runs;
  const isOne = only !== undefined && runs.length === 1;
  const lines = runs.slice(0, MOST_NAMED).map((run) => {
    const { label, description } = runLook(run, null, now);
    return [...(isOne ? [] : [runLabel(run).model]), label, description].join(' · ');
  });
  const more = runs.length > MOST_NAMED ? [`and ${runs.length - MOST_NAMED} more`] : [];
  return { what: isOne ? `the run of ${runLabel(only).model}` : `${runs.length} runs`, lines: [...lines, ...more] };
}
