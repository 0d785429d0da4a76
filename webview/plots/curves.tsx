import type { FitView } from '../../src/protocol/dashboard.js';
import { metricKey } from '../../src/protocol/seriesKey.js';
import type { PageModel, Zoom } from '../state/model.js';
import { Curve } from './curve.js';
import { metricTitles } from './metricTitles.js';
import { ZoomLine } from './zoomLine.js';

interface Props {
  readonly model: PageModel;
  readonly fit: FitView;
  onZoom(zoom: Zoom | null): void;
}

/** Loss and every metric, all over the same stretch of batches. */
export function Curves({ model, fit, onZoom }: Props) {
  const { zoom, detail, series, epochs, progress } = model;
  const range = zoom ?? { from: 0, to: progress?.batches ?? 0 };
  const names = ['loss', ...fit.metrics];
  return (
    <>
      <ZoomLine fit={fit} zoom={zoom} onZoom={onZoom} />
      <div class="curves">
        {names.map((name) => {
          const key = name === 'loss' ? 'loss' : metricKey(name);
          const batches = detail?.series.find((each) => each.key === key) ?? series.get(key);
          return (
            <Curve
              key={name}
              name={name}
              titles={metricTitles(name, fit)}
              batches={batches}
              epochs={epochs}
              range={range}
              onZoom={onZoom}
            />
          );
        })}
      </div>
    </>
  );
}
