import { useMemo } from 'preact/hooks';
import { type SweptTrial, sweptFigure } from '../../src/protocol/dashboard/sweepPart.js';
import { formatCount, formatDuration } from '../../src/protocol/numberText.js';
import { send } from '../host.js';
import { PutCell } from './putCell.js';
import type { SweepColumn } from './sweepColumns.js';
import { VerdictCell } from './verdictCell.js';

interface Props {
  readonly trial: SweptTrial;
  readonly columns: readonly SweepColumn[];
  /** Whether it stands below the row of those that differ from it in the seed alone. */
  readonly isInner: boolean;
  readonly isBest: boolean;
  readonly isPointed: boolean;
  onPoint(): void;
}

/** Of one training. Made anew only where something of it has changed: ten times a second some of a hundred have. */
export const TrialRow = ({ trial, columns, isInner, isBest, isPointed, onPoint }: Props) =>
  useMemo(
    () => (
      <tr
        class={`${isBest && !isInner ? 'comparison-main' : ''} ${isPointed ? 'sweep-row-pointed' : ''} ${isInner ? 'sweep-inner' : ''}`}
        onPointerEnter={onPoint}
        onFocusCapture={onPoint}
      >
        <th scope="row">
          <TrialName trial={trial} isBest={isBest && !isInner} />
        </th>
        {columns.map((each) => (
          <td key={each.name}>{isInner && each.isVaried ? '' : each.text(trial)}</td>
        ))}
        {isInner && <td>seed {trial.seed}</td>}
        <VerdictCell trials={[trial]} />
        <td>{epochsText([trial])}</td>
        <td>{timeText(sweptFigure(trial, 'seconds'))}</td>
        <td class="sweep-put">
          {trial.status === 'completed' && !isInner && <PutCell trial={trial.trial} name={`training ${trial.trial}`} />}
        </td>
      </tr>
    ),
    [trial, columns, isInner, isBest, isPointed, onPoint],
  );

function TrialName({ trial: { trial, isOpenable }, isBest }: { readonly trial: SweptTrial; readonly isBest: boolean }) {
  const text = isBest ? `${trial} (best)` : String(trial);
  if (!isOpenable) return <span>{text}</span>;
  return (
    <button
      type="button"
      class="link"
      title="Show this training in the dashboard"
      onClick={() => send({ type: 'sweptTrial', action: 'show', trial })}
    >
      {text}
    </button>
  );
}

/** Of several from the fewest to the most. */
export function epochsText(trials: readonly SweptTrial[]): string {
  const epochs = trials.map((trial) => trial.epochs);
  const [least, most] = [Math.min(...epochs), Math.max(...epochs)];
  if (most === 0) return '–';
  return least === most ? formatCount(most) : `${formatCount(least)} to ${formatCount(most)}`;
}

export const timeText = (seconds: number): string => (Number.isNaN(seconds) ? '–' : formatDuration(seconds * 1000));
