import type { ComponentChildren } from 'preact';
import type { FitView } from '../../src/protocol/dashboard/parts.js';
import { formatNumber } from '../../src/protocol/numberText.js';
import { numberText } from '../format/units.js';
import { apartText } from './curveFigures.js';
import { bandAt, type FoldBand } from './foldBand.js';
import { batchValue, epochValue, type LineKind, type TrackCurve } from './plotData.js';

/** What the numbers of one curve are. */
export interface MetricTitles {
  readonly batch: string;
  readonly training: string;
  readonly validation: string;
}

const SEVERAL = 'where several batches share a pixel, the line is their mean and the band their range';

const PLAIN: MetricTitles = {
  batch: `Every batch; ${SEVERAL}`,
  training: 'Mean of each epoch on the training data',
  validation: 'On the validation data, after each epoch',
};

const HOW = {
  batches: 'mean over the batches of an epoch, as TensorFlow.js computes it',
  epoch: 'over the whole epoch, as Keras computes it',
};

/**
 * A loss is a mean in any case. Precision, recall and the like are not: their mean over batches, which tfjs takes, is another number
 * than theirs over the epoch.
 */
export function metricTitles(curve: string, { metricsOver }: Pick<FitView, 'metricsOver'>): MetricTitles {
  if (curve === 'loss' || metricsOver === null) return PLAIN;
  const how = HOW[metricsOver];
  return {
    batch: metricsOver === 'epoch' ? `The epoch so far, as Keras computes it; ${SEVERAL}` : PLAIN.batch,
    training: `On the training data: ${how}`,
    validation: `${PLAIN.validation}: ${how}`,
  };
}

interface Props {
  /** What the numbers are. */
  readonly titles: MetricTitles;
  readonly curve: TrackCurve;
  /** Those of the runs behind it. */
  readonly behind: readonly TrackCurve[];
  /** Where the pointer is, on the x axis; null for the end. */
  readonly x: number | null;
  readonly hidden: readonly LineKind[];
  onToggle(line: LineKind): void;
  /** What else belongs to the plot. */
  readonly children?: ComponentChildren;
}

/** Names the lines of a plot by their look, gives each one's value, the last or the one under the pointer, and switches each on and off. */
export function PlotLegend({ titles, curve, behind, x, hidden, onToggle, children }: Props) {
  const batchesOf = ({ clock }: TrackCurve): number | null => (x === null ? null : clock.toBatches(x));
  const atEpoch = (values: readonly number[] | null) => epochValue(curve.steps, values, batchesOf(curve));
  const [last] = behind;
  const entry = (line: LineKind, label: string, title: string, value: number | null) => (
    <Entry line={line} label={label} title={title} value={value} isShown={!hidden.includes(line)} onToggle={onToggle} />
  );
  return (
    <div class="plot-legend">
      {entry('batch', 'batch', titles.batch, batchValue(curve, batchesOf(curve)))}
      {entry('training', 'epoch', titles.training, atEpoch(curve.training))}
      {curve.validation && entry('validation', 'validation', titles.validation, atEpoch(curve.validation))}
      {curve.folds && <FoldsEntry band={curve.folds} x={x} isShown={!hidden.includes('folds')} onToggle={onToggle} />}
      {last &&
        entry(
          'behind',
          'last run',
          `The last run of this model: its batches, and dashed its validation; ${apartText(curve, last)}`,
          batchValue(last, batchesOf(last)),
        )}
      {children}
    </div>
  );
}

interface FoldsProps {
  readonly band: FoldBand;
  readonly x: number | null;
  readonly isShown: boolean;
  onToggle(line: LineKind): void;
}

/** The folds that the fit is one of. */
function FoldsEntry({ band, x, isShown, onToggle }: FoldsProps) {
  const at = bandAt(band, x);
  const range = at ? `, from ${formatNumber(at.min)} to ${formatNumber(at.max)}` : '';
  return (
    <Entry
      line="folds"
      label={`mean of ${band.count} folds`}
      title={`Mean of the folds after each epoch (${band.of}), and as a band their range${range}`}
      value={at?.mean ?? null}
      isShown={isShown}
      onToggle={onToggle}
    />
  );
}

interface EntryProps {
  readonly line: LineKind;
  readonly label: string;
  readonly title: string;
  readonly value: number | null;
  readonly isShown: boolean;
  onToggle(line: LineKind): void;
}

function Entry({ line, label, title, value, isShown, onToggle }: EntryProps) {
  return (
    <button
      type="button"
      class="legend-entry"
      aria-pressed={isShown}
      title={`${title}; click to ${isShown ? 'hide' : 'show'} it`}
      onClick={() => onToggle(line)}
    >
      <span class={`legend-line legend-${line}`} aria-hidden="true" />
      <span class="legend-label">{label}</span>
      <span class="legend-value">{numberText(value)}</span>
    </button>
  );
}
