import { basename } from 'node:path';
import { formatDuration, formatNumber } from '../protocol/numberText.js';
import type { BestValue } from '../protocol/runFile.js';
import { verdictWord } from '../protocol/verdict.js';
import type { Run, RunEndOutcome, RunState } from './types.js';

type EndedState = Extract<RunState, { kind: 'ended' }>;

/** What every list says of a run: in the side bar, in pickers, and on the command line. */
export interface RunLabel {
  /** `model · net.js`, or the file alone where no model was meant. */
  readonly model: string;
  /** What a person calls it; null where that is nothing. */
  readonly name: string | null;
  /** How it ended and what it came to: `Learns well: accuracy 0.98 · best val_acc 0.97`; null while it goes on. */
  readonly result: string | null;
  /** The same in a word or two: `Learns well`, `Failed`; null while it goes on. */
  readonly word: string | null;
  /** `12 s`; null while it goes on. */
  readonly duration: string | null;
}

export function runLabel({
  request: { file, model },
  marks,
  state,
  best,
  startedAt,
}: Pick<Run, 'request' | 'marks' | 'state' | 'best' | 'startedAt'>): RunLabel {
  const isOver = state.kind === 'ended';
  return {
    model: model ? `${model.name} · ${basename(model.file)}` : basename(file),
    name: marks.name,
    result: isOver ? resultText(state, best) : null,
    word: isOver ? resultWord(state) : null,
    duration: isOver ? formatDuration(state.endedAt - startedAt) : null,
  };
}

const OUTCOMES: Readonly<Record<RunEndOutcome, string>> = {
  completed: 'Completed',
  stopped: 'Stopped',
  failed: 'Failed',
  killed: 'Killed',
  interrupted: 'Interrupted',
  'nothing-trained': 'Nothing trained',
  'newer-format': 'Recorded by a newer GradLens',
};

function resultWord({ outcome, verdict }: EndedState): string {
  const judged = outcome === 'completed' && verdict && verdict.kind !== 'undecided';
  return judged ? verdictWord(verdict) : OUTCOMES[outcome];
}

/** The verdict first; the outcome only where it is not that the run came to its end, or there is nothing else to say. */
function resultText({ outcome, verdict }: EndedState, best: BestValue | null): string {
  const judged = verdict && verdict.kind !== 'undecided' ? verdict.text : null;
  const ending = judged ? OUTCOMES[outcome].toLowerCase() : OUTCOMES[outcome];
  const isSaid = outcome !== 'completed' || (judged === null && best === null);
  return [judged, isSaid ? ending : null, best && bestText(best)].filter((part) => part !== null).join(' · ');
}

/** What a person calls a run before what it is of: `wide · model · net.js`. */
export const runTitle = ({ name, model }: Pick<RunLabel, 'name' | 'model'>): string =>
  name ? `${name} · ${model}` : model;

/** When a run was at its best: `epoch 4`, of several fits `epoch 4 of fit 2`. */
export const bestEpochText = ({ epoch, fit }: BestValue, { fits }: Pick<Run, 'fits'>): string =>
  `epoch ${epoch + 1}${fits.length > 1 ? ` of fit ${fit}` : ''}`;

/** What a run came to, named and with its place: `Best value`, `val_acc 0.97 in epoch 4`. Of the loss alone there is only the last one. */
export const bestFact = (best: BestValue, run: Pick<Run, 'fits'>): readonly [name: string, text: string] => [
  best.name === 'loss' ? 'Last value' : 'Best value',
  `${best.name} ${formatNumber(best.value)} in ${bestEpochText(best, run)}`,
];

/** `best val_acc 0.97`, or `loss 0.04` where there is nothing to be best at. */
export const bestText = ({ name, value }: BestValue): string =>
  `${name === 'loss' ? '' : 'best '}${name} ${formatNumber(value)}`;
