import type { LatestPredictions } from '../../runs/predictions/latestPredictions.js';
import type { Fit } from '../../runs/types.js';

/** What of a fit its predictions are told with. */
export interface Predicted {
  readonly fit: Pick<Fit, 'summary'>;
  readonly latest: LatestPredictions;
}
