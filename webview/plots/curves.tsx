import { useMemo } from 'preact/hooks';
import { epochEnds } from '../../src/protocol/dashboard/epochsPart.js';
import type { PlotsView } from '../../src/protocol/dashboard/messages.js';
import type { BatchRange, FitView } from '../../src/protocol/dashboard/parts.js';
import { formatCount } from '../../src/protocol/numberText.js';
import { metricKey, type SeriesKey, TIME } from '../../src/protocol/seriesKey.js';
import { Button } from '../components/toolkit.js';
import type { Track } from '../pageModel.js';
import { toggled } from '../toggled.js';
import { type Clock, clockOf, X_UNITS, type XUnit } from './clock.js';
import { Curve } from './curve.js';
import { PlotControls } from './plotControls.js';
import { isDrawn, type LineKind } from './plotData.js';
import { metricTitles } from './plotLegend.js';
import type { XRange } from './plotOptions.js';
import type { TrackLook } from './trackLook.js';

interface Props {
  readonly tracks: readonly [Track, ...Track[]];
  /** Of the main track. */
  readonly fit: FitView;
  readonly zoom: BatchRange | null;
  onZoom(zoom: BatchRange | null): void;
  /** How each of the tracks looks. */
  readonly looks: readonly TrackLook[];
  readonly view: PlotsView;
  onView(view: PlotsView): void;
  /** The batch that is looked back on, from 0; null for the last one. */
  readonly past: number | null;
}

/** Loss and every metric, all over the same stretch of batches. */
export function Curves({ tracks, looks, fit, zoom, onZoom, view, onView, past }: Props) {
  const { smoothing, hiddenLines, hiddenMetrics, logScales, hiddenRuns } = view;
  const [main, ...all] = tracks;
  const others = all.filter(({ fit: other }) => other !== null);
  const lookOf = (track: Track): TrackLook => looks[tracks.indexOf(track)] ?? BEHIND;
  const { clocks, units } = useClocks([main, ...others], view, zoom);
  const [clock] = clocks;
  const names = ['loss', ...fit.metrics];
  const batches = zoom ?? { from: 0, to: batchesOf(main) };
  const shownTo = Math.max(
    ...[main, ...others].map((track, at) =>
      isDrawn(lookOf(track), hiddenLines) || track === main ? (clocks[at]?.toX(batchesOf(track)) ?? 0) : 0,
    ),
  );
  const whole: XRange = { from: clock.toX(0), to: shownTo };
  const range: XRange = zoom ? { from: clock.toX(zoom.from), to: clock.toX(zoom.to) } : whole;
  const zoomTo = (wanted: XRange | null): void => {
    if (wanted === null || wanted.to - wanted.from >= whole.to - whole.from) {
      onZoom(null);
      return;
    }
    const from = Math.max(0, Math.floor(clock.toBatches(wanted.from)));
    const to = Math.ceil(clock.toBatches(Math.min(wanted.to, whole.to)));
    if (to > from) onZoom({ from, to });
  };
  const toggleLine = (line: LineKind): void => onView({ ...view, hiddenLines: toggled(hiddenLines, line) });
  return (
    <>
      <div class="plot-bar">
        <PlotControls view={view} names={names} units={units} onChange={onView} />
        <ZoomRange zoom={zoom} onZoom={onZoom} />
      </div>
      <div class="curves">
        {names
          .filter((name) => !hiddenMetrics.includes(name))
          .map((name) => {
            const key = name === 'loss' ? 'loss' : metricKey(name);
            return (
              <Curve
                key={name}
                name={name}
                higherIsBetter={fit.higherIsBetter.includes(name)}
                titles={metricTitles(name, fit)}
                sources={[
                  {
                    look: lookOf(main),
                    clock,
                    batches: seriesOf(main, key, zoom),
                    epochs: main.epochs,
                    folds: main.folds,
                  },
                  ...others.map((track, at) => ({
                    look: lookOf(track),
                    clock: clocks[at + 1] ?? clock,
                    // Only batches are the same stretch of each run.
                    batches: seriesOf(track, key, clock.unit === 'batch' ? zoom : null),
                    epochs: track.epochs,
                    folds: null,
                  })),
                ]}
                smoothing={smoothing}
                log={logScales.includes(name)}
                onLog={() => onView({ ...view, logScales: toggled(logScales, name) })}
                batches={batches}
                range={range}
                past={past === null ? null : clock.toX(past + 1)}
                hidden={hiddenLines}
                onToggle={toggleLine}
                onToggleRun={(run) => onView({ ...view, hiddenRuns: toggled(hiddenRuns, run) })}
                onZoom={zoomTo}
              />
            );
          })}
      </div>
    </>
  );
}

const BEHIND: TrackLook = { kind: 'behind' };

const batchesOf = ({ progress }: Track): number => progress?.batches ?? 0;

interface Clocks {
  /** Of each track. Those of one axis count the same: batches, where one of them cannot count what is wanted. */
  readonly clocks: readonly [Clock, ...Clock[]];
  /** What all of them can count. */
  readonly units: readonly XUnit[];
}

/** The same ones until something comes that they are set by, or another unit is chosen. */
function useClocks(tracks: Props['tracks'], { unit }: PlotsView, zoom: BatchRange | null): Clocks {
  const facts = tracks.flatMap(({ epochs, progress, series, zoomDetail }) => [
    epochs,
    progress?.batchesPerEpoch,
    ...(unit === 'time' ? [progress?.batches, series.get(TIME), zoomDetail] : [series.has(TIME)]),
  ]);
  return useMemo(() => {
    const clocksOf = (wanted: XUnit): Clocks['clocks'] => {
      const [main, ...others] = tracks;
      return [clockOfTrack(wanted, main, zoom), ...others.map((track) => clockOfTrack(wanted, track, null))];
    };
    const all = (Object.keys(X_UNITS) as XUnit[]).map((wanted) => ({ wanted, clocks: clocksOf(wanted) }));
    const countable = all.filter(({ wanted, clocks }) => clocks.every((clock) => clock.unit === wanted));
    const chosen = countable.find(({ wanted }) => wanted === unit);
    return { clocks: chosen?.clocks ?? clocksOf('batch'), units: countable.map(({ wanted }) => wanted) };
  }, [unit, zoom, ...facts]);
}

function clockOfTrack(unit: XUnit, track: Track, zoom: BatchRange | null): Clock {
  const { epochs, progress, series } = track;
  const coarse = series.get(TIME);
  const fine = seriesOf(track, TIME, zoom);
  const times = [coarse, fine === coarse ? undefined : fine].filter((each) => each !== undefined);
  const batchesPerEpoch = progress?.batchesPerEpoch ?? null;
  return clockOf(unit, { ends: epochEnds(epochs), batchesPerEpoch, batches: batchesOf(track), times });
}

/** In detail where the page looks, once that has come. */
function seriesOf({ series, zoomDetail }: Track, key: SeriesKey, zoom: BatchRange | null) {
  const isOfZoom = zoom !== null && zoomDetail?.zoom.from === zoom.from && zoomDetail.zoom.to === zoom.to;
  const detail = isOfZoom ? zoomDetail.series.find((each) => each.key === key) : undefined;
  return detail ?? series.get(key);
}

interface ZoomProps {
  readonly zoom: BatchRange | null;
  onZoom(zoom: BatchRange | null): void;
}

/** Which stretch the plots show. */
function ZoomRange({ zoom, onZoom }: ZoomProps) {
  return zoom ? (
    <span class="zoom-range">
      Batches {formatCount(zoom.from)} to {formatCount(zoom.to)}
      <Button label="Show All" title="Show all batches again (or double-click a plot)" onClick={() => onZoom(null)} />
    </span>
  ) : (
    <span class="muted zoom-hint">Drag across a plot to zoom</span>
  );
}
