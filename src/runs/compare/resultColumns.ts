import { formatNumber } from '../../protocol/numberText.js';
import { isOfValidation } from '../../protocol/seriesKey.js';
import { VERDICTS, type Verdict, verdictWord } from '../../protocol/verdict.js';
import { bestOf } from '../bestValue.js';
import { runLabel } from '../runLabel.js';
import { type ColumnOf, type ComparedTrack, type ComparedValue, known, unknown } from './comparedValue.js';

/** What a run came to. */
export const RESULT_COLUMNS: readonly ColumnOf[] = [
  {
    name: 'verdict',
    label: 'Verdict',
    help: 'What the numbers say of the training as a whole',
    read: verdictOf,
  },
  {
    name: 'bestValidation',
    label: 'Best validation',
    help: 'The best value on samples that the model does not learn from: the highest accuracy, else the lowest loss',
    read: bestValidation,
  },
  {
    name: 'finalLoss',
    label: 'Final loss',
    help: 'The loss on the training data in the last epoch, or on the last batch where no epoch has ended',
    read: finalLoss,
  },
  {
    name: 'duration',
    label: 'Duration',
    help: 'From the start of the process to its end',
    read: ({ run }) => {
      const { duration } = runLabel(run);
      if (run.state.kind !== 'ended' || duration === null) return { value: null, text: 'running', title: null };
      return known((run.state.endedAt - run.startedAt) / 1000, duration);
    },
  },
];

function verdictOf({ run, fit }: ComparedTrack): ComparedValue {
  const { state, judgement } = run;
  const judged = judgement?.fits.find((each) => each.fit === fit)?.verdict;
  const verdict: Verdict | null = judged ?? (state.kind === 'ended' ? state.verdict : (judgement?.verdict ?? null));
  if (verdict) {
    const { kind, text } = verdict;
    return { value: kind, text: verdictWord(verdict), title: text, rank: VERDICTS.indexOf(kind) };
  }
  const { result } = runLabel(run);
  return { value: null, text: result ?? 'running', title: 'Nothing is said of its numbers' };
}

function bestValidation({ run, fit }: ComparedTrack): ComparedValue {
  const best = fit ? bestOf([fit]) : run.best;
  if (!best || !isOfValidation(best.name)) {
    return { value: null, text: 'no validation', title: 'No samples were held out, or no epoch has ended' };
  }
  const text = `${best.name} ${formatNumber(best.value)}`;
  // Accuracies before losses, which are no measure for each other.
  const rank = best.name === 'val_loss' ? -1 - Math.max(0, best.value) : best.value;
  return { value: best.value, text, title: `In epoch ${best.epoch + 1}`, rank };
}

function finalLoss({ fit }: ComparedTrack): ComparedValue {
  const epoch = fit?.epochs.at(-1);
  const loss = epoch?.logs.loss ?? fit?.latest?.loss;
  if (loss === undefined) return unknown('The run has recorded no loss');
  const where = epoch ? `Mean of epoch ${epoch.epoch + 1}` : `On batch ${(fit?.latest?.step ?? 0) + 1}`;
  return known(loss, formatNumber(loss), where);
}
