import type { BatchRange, FitView } from '../../src/protocol/dashboard/parts.js';
import { formatCount } from '../../src/protocol/numberText.js';
import { Button } from '../components/button.js';
import { FitFacts } from '../views/fitFacts.js';

interface Props {
  readonly fit: FitView;
  readonly zoom: BatchRange | null;
  onZoom(zoom: BatchRange | null): void;
}

/** Above the plots: how the model trains, and which stretch they show. */
export function ZoomLine({ fit, zoom, onZoom }: Props) {
  return (
    <div class="zoom-line">
      <FitFacts fit={fit} />
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
