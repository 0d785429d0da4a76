import { useMemo, useState } from 'preact/hooks';
import { type SweepView, type SweptTrial, sweptFigure } from '../../src/protocol/dashboard/sweepPart.js';
import { formatCount, formatDuration } from '../../src/protocol/numberText.js';
import { Icon } from '../components/icon.js';
import { Button } from '../components/toolkit.js';
import { send } from '../host.js';
import { TONE_ICONS } from '../theme/toneIcons.js';
import { orderedTrials, type SweepColumn } from './sweepColumns.js';

/** More rows than this nobody reads at once. */
const MOST_ROWS = 100;

interface Props {
  readonly sweep: SweepView;
  readonly columns: readonly SweepColumn[];
  /** Number of the trial that is pointed at; null for none. */
  readonly pointed: number | null;
  onPoint(trial: number | null): void;
}

interface Order {
  readonly column: string;
  readonly isDescending: boolean;
}

/** The trainings of a sweep, the best first, a training a row. */
export function SweepTable({ sweep, columns, pointed, onPoint }: Props) {
  const { trials, measure, hasSeeds, best } = sweep;
  const [chosen, setOrder] = useState<Order | null>(null);
  const [showAll, setShowAll] = useState(false);
  const order = chosen ?? { column: 'best', isDescending: measure?.isLargerBetter ?? false };
  const column = columns.find(({ name }) => name === order.column);
  const rows = orderedTrials(trials, column, order.isDescending);
  const shown = showAll ? rows : rows.slice(0, MOST_ROWS);
  const sortBy = (name: string): void =>
    setOrder({ column: name, isDescending: order.column === name && !order.isDescending });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: by keys it scrolls sideways. */}
      <section class="comparison-frame" tabIndex={0} aria-label="Trainings of the sweep">
        <table class="comparison sweep-table">
          <thead>
            <tr>
              <th scope="col">Training</th>
              {columns.map((each) => (
                <Heading key={each.name} column={each} order={order} onSort={() => sortBy(each.name)} />
              ))}
              {hasSeeds && <th scope="col">seed</th>}
              <th scope="col">Verdict</th>
              <th scope="col">Epochs</th>
              <th scope="col">Time</th>
              <th scope="col">
                <span class="visually-hidden">Put into the file</span>
              </th>
            </tr>
          </thead>
          <tbody onPointerLeave={() => onPoint(null)}>
            {shown.map((trial) => (
              <Row
                key={trial.trial}
                trial={trial}
                columns={columns}
                hasSeeds={hasSeeds}
                isBest={trial.trial === best}
                isPointed={trial.trial === pointed}
                onPoint={onPoint}
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
  readonly trial: SweptTrial;
  readonly hasSeeds: boolean;
  readonly isBest: boolean;
  readonly isPointed: boolean;
}

/** Made anew only where something of it has changed: ten times a second some of a hundred have. */
const Row = ({ trial, columns, hasSeeds, isBest, isPointed, onPoint }: RowProps) =>
  useMemo(
    () => (
      <tr
        class={`${isBest ? 'comparison-main' : ''} ${isPointed ? 'sweep-row-pointed' : ''}`}
        onPointerEnter={() => onPoint(trial.trial)}
        onFocusCapture={() => onPoint(trial.trial)}
      >
        <th scope="row">
          <TrialName trial={trial} isBest={isBest} />
        </th>
        {columns.map((each) => (
          <td key={each.name}>{each.text(trial)}</td>
        ))}
        {hasSeeds && <td>{trial.seed}</td>}
        <VerdictCell trial={trial} />
        <td>{trial.epochs === 0 ? '–' : formatCount(trial.epochs)}</td>
        <td>{timeText(sweptFigure(trial, 'seconds'))}</td>
        <td class="sweep-put">
          {trial.status === 'completed' && (
            <>
              <Button
                label={`Put the values of training ${trial.trial} into the file; Undo takes them back`}
                title="Put these values into the file; Undo takes them back"
                icon="insert"
                appearance="icon"
                onClick={() => send({ type: 'sweptTrial', action: 'put', trial: trial.trial })}
              />
              {/* On hover the title says it. */}
              <span class="sweep-put-hint" aria-hidden="true">
                Put these values into the file
              </span>
            </>
          )}
        </td>
      </tr>
    ),
    [trial, columns, hasSeeds, isBest, isPointed, onPoint],
  );

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

const STATUS: Readonly<Record<SweptTrial['status'], string | null>> = {
  waiting: 'waiting',
  training: 'training',
  completed: null,
  'stopped-early': 'stopped early',
  broken: 'numbers broke',
  failed: 'failed',
  interrupted: 'interrupted',
};

function VerdictCell({ trial: { status, verdict, failure } }: { readonly trial: SweptTrial }) {
  const isWrong = status === 'failed' || status === 'broken';
  const tone = isWrong ? 'error' : status === 'training' ? 'busy' : verdict?.tone;
  const words = [verdict?.word, STATUS[status]].filter((part) => part !== null && part !== undefined);
  return (
    <td class={tone ? `tone-${tone}` : ''} title={[verdict?.text, failure].filter(Boolean).join('\n')}>
      {tone && <Icon name={TONE_ICONS[tone]} />} {words.join(', ')}
      {failure !== null && <span class="muted sweep-failure">{failure}</span>}
    </td>
  );
}

const timeText = (seconds: number): string => (Number.isNaN(seconds) ? '–' : formatDuration(seconds * 1000));
