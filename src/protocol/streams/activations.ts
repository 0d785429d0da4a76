import { ACTIVATION_STATISTICS } from '../activations.js';
import { declareSampledStream, listsByName } from './stream.js';

/**
 * What the training forward pass of a batch gave, over all elements of each layer's output: FitSummary.layers.length x
 * ACTIVATION_STATISTIC_COUNT; see `activationIndex`. NaN where a value does not exist: no bounds, a layer that was not applied, or whose
 * output is not one tensor of floats.
 */
export const activationStream = declareSampledStream(
  'activations',
  listsByName(ACTIVATION_STATISTICS, ({ layers }) => layers.length),
  { sampling: { keptRows: 512 } },
);
