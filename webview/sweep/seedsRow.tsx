import { useMemo } from 'preact/hooks';
import { sweptFigure } from '../../src/protocol/dashboard/sweepPart.js';
import { rangeText } from '../../src/protocol/spreadText.js';
import { Icon } from '../components/icon.js';
import { PutCell } from './putCell.js';
import type { SweepColumn } from './sweepColumns.js';
import type { SweepRow } from './sweepRows.js';
import { epochsText, timeText } from './trialRow.js';
import { VerdictCell } from './verdictCell.js';

interface Props {
  readonly row: SweepRow;
  readonly columns: readonly SweepColumn[];
  readonly isBest: boolean;
  readonly isPointed: boolean;
  /** Whether its trainings stand below it. */
  readonly isOpen: boolean;
  onPoint(): void;
  onToggle(): void;
}

/** Of trainings that differ in the seed alone: their means, and how far apart they are. */
export const SeedsRow = ({ row, columns, isBest, isPointed, isOpen, onPoint, onToggle }: Props) =>
  useMemo(() => {
    const { trials, spread } = row;
    const done = trials.find(({ status }) => status === 'completed');
    return (
      <tr
        class={`${isBest ? 'comparison-main' : ''} ${isPointed ? 'sweep-row-pointed' : ''}`}
        onPointerEnter={onPoint}
        onFocusCapture={onPoint}
      >
        <th scope="row">
          <button
            type="button"
            class="sweep-toggle"
            aria-expanded={isOpen}
            title={isOpen ? 'Hide its trainings' : 'Show its trainings, one for each seed'}
            onClick={onToggle}
          >
            <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
            {`${trials[0]?.trial}–${trials.at(-1)?.trial}${isBest ? ' (best)' : ''}`}
          </button>
        </th>
        {columns.map((each) => (
          <td key={each.name}>
            {each.text(row)}
            {each.name === 'best' && spread && spread.count > 1 && (
              <span class="muted sweep-range" title="The least and the greatest of them">
                {rangeText(spread)}
              </span>
            )}
          </td>
        ))}
        <td title="Trainings that the mean is of">{`${spread?.count ?? 0} of ${trials.length}`}</td>
        <VerdictCell trials={trials} />
        <td>{epochsText(trials)}</td>
        <td title="Mean">{timeText(sweptFigure(row, 'seconds'))}</td>
        <td class="sweep-put">
          {done && <PutCell trial={done.trial} name={`trainings ${trials[0]?.trial} to ${trials.at(-1)?.trial}`} />}
        </td>
      </tr>
    );
  }, [row, columns, isBest, isPointed, isOpen, onPoint, onToggle]);
