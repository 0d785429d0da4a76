import type { BatchRange, FitView } from '../../src/protocol/dashboard/parts.js';
import { metricKey, type SeriesKey } from '../../src/protocol/seriesKey.js';
import type { Track } from '../state/model.js';
import { Curve } from './curve.js';
import { metricTitles } from './metricTitles.js';
import { ZoomLine } from './zoomLine.js';

interface Props {
  readonly tracks: readonly [Track, ...Track[]];
  /** Of the leading track. */
  readonly fit: FitView;
  readonly zoom: BatchRange | null;
  onZoom(zoom: BatchRange | null): void;
}

/** Loss and every metric, all over the same stretch of batches. */
export function Curves({ tracks, fit, zoom, onZoom }: Props) {
  const range = zoom ?? { from: 0, to: Math.max(...tracks.map(({ progress }) => progress?.batches ?? 0)) };
  const [leading, ...others] = tracks;
  return (
    <>
      <ZoomLine fit={fit} zoom={zoom} onZoom={onZoom} />
      <div class="curves">
        {['loss', ...fit.metrics].map((name) => {
          const key = name === 'loss' ? 'loss' : metricKey(name);
          const source = (track: Track) => ({ batches: seriesOf(track, key, zoom), epochs: track.epochs });
          return (
            <Curve
              key={name}
              name={name}
              titles={metricTitles(name, fit)}
              sources={[source(leading), ...others.map(source)]}
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
