import { formatNumber } from '../../src/protocol/numberText.js';
import { numberText } from '../format/units.js';
import { apartOf, valuesAt } from '../plots/curveFigures.js';
import type { LineKind, TrackCurve } from '../plots/plotData.js';
import type { MetricTitles } from '../plots/plotLegend.js';
import type { RunLook } from '../plots/trackLook.js';
import { RunSwatch } from './runSwatch.js';

interface Props {
  readonly titles: MetricTitles;
  /** Those of the runs that are compared, the one that the others are held against first. */
  readonly curves: readonly TrackCurve[];
  /** Where the pointer is, on the x axis; null for each curve's end. */
  readonly x: number | null;
  readonly hidden: readonly LineKind[];
  onToggle(line: LineKind): void;
  onToggleRun(run: string): void;
}

/** Names the runs of a plot by their look, gives each one's values, and switches runs and kinds of lines on and off. */
export function CompareLegend({ titles, curves, x, hidden, onToggle, onToggleRun }: Props) {
  const [main] = curves;
  const haveValidation = curves.some(({ validation }) => validation !== null);
  const head = (line: 'batch' | 'validation', label: string, title: string) => (
    <th scope="col" class="compare-value">
      <button
        type="button"
        class="legend-entry"
        aria-pressed={!hidden.includes(line)}
        title={`${title}; click to ${hidden.includes(line) ? 'show' : 'hide'} these lines`}
        onClick={() => onToggle(line)}
      >
        <span class="legend-label">{label}</span>
      </button>
    </th>
  );
  return (
    <table class="compare-legend">
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">Run</span>
          </th>
          {head('batch', 'thin: batch', titles.batch)}
          {haveValidation && head('validation', 'thick: validation', titles.validation)}
          <th
            scope="col"
            class="compare-value"
            title="How far the run is above (+) or below (−) the first one: where the pointer is, else after the last batch that both have; in validation where both have it there, else in the batch"
          >
            vs. first
          </th>
        </tr>
      </thead>
      <tbody>
        {curves.map((curve) => {
          const { look } = curve;
          if (look.kind !== 'run' || !main) return null;
          const { batch, validation } = valuesAt(curve, x);
          return (
            <tr key={look.id}>
              <th scope="row">
                <RunButton look={look} onToggle={() => onToggleRun(look.id)} />
              </th>
              <td class="compare-value">{numberText(batch)}</td>
              {haveValidation && <td class="compare-value">{numberText(validation)}</td>}
              <td class="compare-value">{curve === main ? '' : apartText(curve, main, x)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function apartText(curve: TrackCurve, main: TrackCurve, x: number | null): string {
  const value = apartOf(curve, main, x);
  if (Number.isNaN(value)) return '–';
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${formatNumber(Math.abs(value))}`;
}

function RunButton({ look: { slot, name, title, isDrawn }, onToggle }: { readonly look: RunLook; onToggle(): void }) {
  return (
    <button
      type="button"
      class="legend-entry compare-run"
      aria-pressed={isDrawn}
      title={`${title}\nClick to ${isDrawn ? 'hide' : 'show'} it in all plots`}
      onClick={onToggle}
    >
      <RunSwatch slot={slot} />
      <span class="legend-label">
        {slot + 1} {name}
      </span>
    </button>
  );
}

/** Runs at a place of the x axis, or at their ends, in words. */
export const runsText = (curves: readonly TrackCurve[], x: number | null): string =>
  curves
    .flatMap((curve) => {
      if (curve.look.kind !== 'run') return [];
      const { batch, validation } = valuesAt(curve, x);
      const values = [
        `batch ${numberText(batch)}`,
        validation === null ? null : `validation ${numberText(validation)}`,
      ];
      const { slot, name } = curve.look;
      return [`run ${slot + 1}, ${name}: ${values.filter((each) => each !== null).join(', ')}`];
    })
    .join('; ');
