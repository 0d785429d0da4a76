import type { BatchRange, FitView } from '../../src/protocol/dashboard/parts.js';
import { formatCount } from '../../src/protocol/numberText.js';
import { metricKey, type SeriesKey } from '../../src/protocol/seriesKey.js';
import { Button } from '../components/toolkit.js';
import type { Track } from '../pageModel.js';
import { Curve } from './curve.js';
import { metricTitles } from './plotLegend.js';

interface Props {
  readonly tracks: readonly [Track, ...Track[]];
  /** Of the main track. */
  readonly fit: FitView;
  readonly zoom: BatchRange | null;
  onZoom(zoom: BatchRange | null): void;
}

/** Loss and every metric, all over the same stretch of batches. */
export function Curves({ tracks, fit, zoom, onZoom }: Props) {
  const range = zoom ?? { from: 0, to: Math.max(...tracks.map(({ progress }) => progress?.batches ?? 0)) };
  const [main, ...others] = tracks;
  return (
    <>
      <ZoomLine zoom={zoom} onZoom={onZoom} />
      <div class="curves">
        {['loss', ...fit.metrics].map((name) => {
          const key = name === 'loss' ? 'loss' : metricKey(name);
          const source = (track: Track) => ({ batches: seriesOf(track, key, zoom), epochs: track.epochs });
          return (
            <Curve
              key={name}
              name={name}
              titles={metricTitles(name, fit)}
              sources={[source(main), ...others.map(source)]}
              range={range}
              onZoom={onZoom}
            />
          );
        })}
      </div>
    </>
  );
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

/** Above the plots: which stretch they show. */
function ZoomLine({ zoom, onZoom }: ZoomProps) {
  return (
    <div class="zoom-line">
      {zoom ? (
        <span class="zoom-range">
          Batches {formatCount(zoom.from)} to {formatCount(zoom.to)}
          <Button
            label="Show All"
            title="Show all batches again (or double-click a plot)"
            onClick={() => onZoom(null)}
          />
        </span>
      ) : (
        <span class="muted zoom-hint">Drag across a plot to zoom</span>
      )}
    </div>
  );
}
