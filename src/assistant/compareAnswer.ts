import type { ComparedColumn } from '../runs/compare/comparison.js';
import { runLabel } from '../runs/runLabel.js';
import type { Run } from '../runs/types.js';
import { answerText } from './answerText.js';

/** Runs beside each other, a line a fact, with a bar between the runs; what is the same for all comes last. */
export function compareAnswer(runs: readonly Run[], columns: readonly ComparedColumn[]): string {
  const facts = columns.map(({ label, differs, values }) => {
    return `${differs ? '*' : ' '} ${label}: ${values.map(({ text }) => text).join(' | ')}`;
  });
  const ids = runs.map((run) => `${run.id} (${runLabel(run).model})`).join(' | ');
  return answerText([`Runs: ${ids}`, 'What differs has a *.', ...facts], 'Compare fewer runs.');
}
