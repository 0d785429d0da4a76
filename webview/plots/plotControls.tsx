import { X_UNITS, type XUnit } from './clock.js';
import type { LineKind } from './plotData.js';

/** How the plots are looked at. */
export interface CurveView {
  readonly unit: XUnit;
  /** 0 to below 1. */
  readonly smoothing: number;
  /** Lines and metrics that are switched off. */
  readonly lines: ReadonlySet<LineKind>;
  readonly metrics: ReadonlySet<string>;
}

export const FIRST_VIEW: CurveView = { unit: 'batch', smoothing: 0, lines: new Set(), metrics: new Set() };

const MOST_SMOOTHING = 0.99;

/** The set with the member, or without it where it was in. */
export function toggled<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  return set.has(member) ? new Set([...set].filter((each) => each !== member)) : new Set([...set, member]);
}

interface Props {
  readonly view: CurveView;
  /** Loss and metrics. */
  readonly names: readonly string[];
  onChange(view: CurveView): void;
}

/** What all plots share: which are shown, how much they are smoothed, and what the x axis counts. */
export function PlotControls({ view, names, onChange }: Props) {
  const { unit, smoothing, metrics } = view;
  return (
    <div class="plot-controls">
      {names.length > 1 && (
        <span class="chips">
          {names.map((name) => (
            <Chip
              key={name}
              label={name}
              title={metrics.has(name) ? `Show the plot of ${name}` : `Hide the plot of ${name}`}
              isOn={!metrics.has(name)}
              onClick={() => onChange({ ...view, metrics: toggled(metrics, name) })}
            />
          ))}
        </span>
      )}
      <span class="chips">
        <span class="muted">x</span>
        {(Object.keys(X_UNITS) as XUnit[]).map((each) => (
          <Chip
            key={each}
            label={X_UNITS[each].label}
            title={`Count ${X_UNITS[each].plural} along the x axis`}
            isOn={unit === each}
            onClick={() => onChange({ ...view, unit: each })}
          />
        ))}
      </span>
      <label
        class="smoothing"
        title="Exponential moving average over what is drawn: each value counts that much of the next one. The raw curve stays behind it"
      >
        <span class="muted">Smoothing</span>
        <input
          type="range"
          min="0"
          max={MOST_SMOOTHING}
          step="0.01"
          value={smoothing}
          onInput={(event) => onChange({ ...view, smoothing: Number(event.currentTarget.value) })}
        />
        <output>{smoothing.toFixed(2)}</output>
      </label>
    </div>
  );
}

interface ChipProps {
  readonly label: string;
  readonly title: string;
  readonly isOn: boolean;
  onClick(): void;
}

/** A button that stays pressed. */
function Chip({ label, title, isOn, onClick }: ChipProps) {
  return (
    <button type="button" class="chip" aria-pressed={isOn} title={title} onClick={onClick}>
      {label}
    </button>
  );
}
