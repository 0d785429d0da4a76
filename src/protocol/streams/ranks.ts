import { RANK_STATISTICS } from '../activations.js';
import { declareSampledStream, listsByName } from './stream.js';

/** The effective ranks of the layers' outputs on a measured batch, at most once an epoch: FitSummary.layers.length x RANK_STATISTICS; see `rankOf`. */
export const rankStream = declareSampledStream(
  'ranks',
  listsByName(RANK_STATISTICS, ({ layers }) => layers.length),
  { sampling: { keptRows: 256 } },
);
