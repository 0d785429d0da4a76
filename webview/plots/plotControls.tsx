import type { PlotsView } from '../../src/protocol/dashboard/messages.js';
import { Chip } from '../components/chip.js';
import { toggled } from '../toggled.js';
import { X_UNITS, type XUnit } from './clock.js';

export const FIRST_VIEW: PlotsView = {
  unit: 'batch',
  smoothing: 0,
  hiddenLines: [],
  hiddenMetrics: [],
  logScales: [],
  hiddenRuns: [],
};

const MOST_SMOOTHING = 0.99;

interface Props {
  readonly view: PlotsView;
  /** Loss and metrics. */
  readonly names: readonly string[];
  /** What the x axis can count. */
  readonly units: readonly XUnit[];
  onChange(view: PlotsView): void;
}

/** What all plots share: which are shown, how much they are smoothed, and what the x axis counts. */
export function PlotControls({ view, names, units, onChange }: Props) {
  const { unit, smoothing, hiddenMetrics } = view;
  return (
    <div class="plot-controls">
      {names.length > 1 && (
        <span class="chips">
          {names.map((name) => (
            <Chip
              key={name}
              label={name}
              title={hiddenMetrics.includes(name) ? `Show the plot of ${name}` : `Hide the plot of ${name}`}
              isOn={!hiddenMetrics.includes(name)}
              onClick={() => onChange({ ...view, hiddenMetrics: toggled(hiddenMetrics, name) })}
            />
          ))}
        </span>
      )}
      {units.length > 1 && (
        <span class="chips">
          <span class="muted">x</span>
          {units.map((each) => (
            <Chip
              key={each}
              label={X_UNITS[each].label}
              title={X_UNITS[each].title}
              isOn={unit === each}
              onClick={() => onChange({ ...view, unit: each })}
            />
          ))}
        </span>
      )}
      <label
        class="smoothing"
        title="Exponential moving average of what is drawn: 0 is none, and the closer to 1, the smoother. The raw curve stays behind it"
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
