import { Fragment } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import type { SweepView } from '../../src/protocol/dashboard/sweepPart.js';
import { formatCount } from '../../src/protocol/numberText.js';
import { Icon } from '../components/icon.js';
import { SeedsRow } from './seedsRow.js';
import { ordered, type SweepColumn } from './sweepColumns.js';
import { hasTrial, type SweepRow } from './sweepRows.js';
import { TrialRow } from './trialRow.js';

/** More rows than this nobody reads at once. */
const MOST_ROWS = 100;

interface Props {
  readonly sweep: Pick<SweepView, 'measure' | 'hasSeeds' | 'best'>;
  readonly rows: readonly SweepRow[];
  readonly columns: readonly SweepColumn[];
  /** Number of the first training of the row that is pointed at; null for none. */
  readonly pointed: number | null;
  onPoint(first: number | null): void;
}

interface Order {
  readonly column: string;
  readonly isDescending: boolean;
}

/** The trainings of a sweep, the best first: a row for those with the same values, below which they can be shown. */
export function SweepTable({ sweep, rows, columns, pointed, onPoint }: Props) {
  const { measure, hasSeeds, best } = sweep;
  const [chosen, setOrder] = useState<Order | null>(null);
  const [showAll, setShowAll] = useState(false);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback(
    (first: number) =>
      setOpen(
        (before) => new Set(before.has(first) ? [...before].filter((each) => each !== first) : [...before, first]),
      ),
    [],
  );
  const order = chosen ?? { column: 'best', isDescending: measure?.isLargerBetter ?? false };
  const column = columns.find(({ name }) => name === order.column);
  const sorted = ordered(rows, column, order.isDescending);
  const shown = showAll ? sorted : sorted.slice(0, MOST_ROWS);
  const sortBy = (name: string): void =>
    setOrder({ column: name, isDescending: order.column === name && !order.isDescending });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: by keys it scrolls sideways. */}
      <section class="comparison-frame" tabIndex={0} aria-label="Trainings of the sweep">
        <table class="comparison sweep-table">
          <thead>
            <tr>
              <th scope="col">{hasSeeds ? 'Trainings' : 'Training'}</th>
              {columns.map((each) => (
                <Heading key={each.name} column={each} order={order} onSort={() => sortBy(each.name)} />
              ))}
              {hasSeeds && <th scope="col">Seeds</th>}
              <th scope="col">Verdict</th>
              <th scope="col">Epochs</th>
              <th scope="col">Time</th>
              <th scope="col">
                <span class="visually-hidden">Put into the file</span>
              </th>
            </tr>
          </thead>
          <tbody onPointerLeave={() => onPoint(null)}>
            {shown.map((row) => (
              <Row
                key={row.first}
                row={row}
                columns={columns}
                hasSeeds={hasSeeds}
                isBest={hasTrial(row, best)}
                isPointed={row.first === pointed}
                isOpen={open.has(row.first)}
                onPoint={onPoint}
                onToggle={toggle}
              />
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > MOST_ROWS && (
        <button type="button" class="link comparison-same" aria-expanded={showAll} onClick={() => setShowAll(!showAll)}>
          {showAll ? `Show the first ${MOST_ROWS}` : `Show all ${formatCount(rows.length)}`}
        </button>
      )}
    </>
  );
}

interface RowProps extends Pick<Props, 'columns' | 'onPoint'> {
  readonly row: SweepRow;
  readonly hasSeeds: boolean;
  readonly isBest: boolean;
  readonly isPointed: boolean;
  readonly isOpen: boolean;
  onToggle(first: number): void;
}

function Row({ row, columns, hasSeeds, isBest, isPointed, isOpen, onPoint, onToggle }: RowProps) {
  const { first, trials } = row;
  const point = useCallback(() => onPoint(first), [onPoint, first]);
  const toggle = useCallback(() => onToggle(first), [onToggle, first]);
  const shared = { columns, isBest, isPointed, onPoint: point };
  const single = trials.map((trial) => <TrialRow key={trial.trial} {...shared} trial={trial} isInner={hasSeeds} />);
  if (!hasSeeds) return <Fragment>{single}</Fragment>;
  return (
    <Fragment>
      <SeedsRow {...shared} row={row} isOpen={isOpen} onToggle={toggle} />
      {isOpen && single}
    </Fragment>
  );
}

interface HeadingProps {
  readonly column: SweepColumn;
  readonly order: Order;
  onSort(): void;
}

function Heading({ column: { name, label, help }, order, onSort }: HeadingProps) {
  const isSorted = order.column === name;
  const direction = order.isDescending ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={isSorted ? direction : 'none'}>
      <button type="button" class="comparison-head" title={`${help}. Click to sort by it`} onClick={onSort}>
        {label}
        {isSorted && <Icon name={order.isDescending ? 'arrow-down' : 'arrow-up'} />}
      </button>
    </th>
  );
}
