import type { SourceModel } from '../../protocol/source.js';
import type { Run } from '../../runs/types.js';
import type { Notebook } from '../../source/notebook/notebook.js';
import { type CheckedFinding, checkedFix, nameOf, placed } from './checkedFinding.js';

/** What `check --run` calls data and a model that do not fit each other. */
export const DATA_SHAPE = 'data-shape';

/** Data that do not fit the model, where a run ended by them. Other errors of the program's are no finding. */
export function endedByData(
  { problems }: Pick<Run, 'problems'>,
  model: SourceModel,
  { file, notebook }: { readonly file: string; readonly notebook: Notebook | null },
): CheckedFinding | null {
  const problem = problems.find(({ severity }) => severity === 'error');
  if (problem?.kind !== 'data' || !problem.location) return null;
  const { message, location, fixes = [] } = problem;
  const own = location.file === file ? notebook : null;
  return {
    file: location.file,
    ...placed(location, own),
    model: nameOf(model),
    rule: DATA_SHAPE,
    category: categoryOf(message),
    severity: 'error',
    message: message.replace(/^Error: /, ''),
    why: 'The model cannot be trained on these data as they are, so the run ended there.',
    help: 'Until it can, a run shows nothing more of this net.',
    confirmedByRun: true,
    evidence: {},
    fixes: fixes.map(({ title, ...edit }) => checkedFix({ title, edits: [edit] }, own)),
  };
}

/** What a person would change, by the words that the trainer has for what does not fit. */
function categoryOf(message: string): CheckedFinding['category'] {
  if (/\buse the loss\b/i.test(message)) return 'loss';
  return /\b(?:shape|units|outputs|dimensions?)\b/i.test(message) ? 'shape' : 'data';
}
