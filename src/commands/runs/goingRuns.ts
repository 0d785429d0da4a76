import { formatMoment } from '../../protocol/momentText.js';
import { bestText, runLabel } from '../../runs/runLabel.js';
import type { Run } from '../../runs/types.js';

/** Runs that a question names before they are deleted. */
export const MOST_NAMED = 5;

/** What the question calls runs, and a line on each that is short enough for the box that asks: its model is there where they have several, else its best value. */
export function goingRuns(
  runs: readonly Run[],
  now: number = Date.now(),
): { readonly what: string; readonly lines: readonly string[] } {
  const labels = runs.map(runLabel);
  const models = [...new Set(labels.map(({ model }) => model))];
  const amount = runs.length === 1 ? 'the run' : `${runs.length} runs`;
  const lines = runs.slice(0, MOST_NAMED).map(({ startedAt, best }, index) => {
    const { name = null, model = null, word = null } = labels[index] ?? {};
    const own = name ?? formatMoment(startedAt, now);
    const facts = models.length > 1 ? [own, model, word] : [own, word, best && bestText(best)];
    return facts.filter((fact) => fact !== null).join(' · ');
  });
  const more = runs.length > MOST_NAMED ? [`and ${runs.length - MOST_NAMED} more`] : [];
  return { what: models.length > 1 ? amount : `${amount} of ${models.join()}`, lines: [...lines, ...more] };
}
