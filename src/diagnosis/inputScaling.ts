import type { LayerKind } from '../layers/layerEntry.js';

/** What rules on a source and rules on a run have in common about inputs that are out of scale. */

const TAKES_ANY: ReadonlySet<LayerKind | undefined> = new Set(['embedding', 'normalization', 'preprocessing']);

/** Whether a first layer looks its inputs up, or scales them. */
export const takesAnyScale = (kind: LayerKind | undefined): boolean => TAKES_ANY.has(kind);

export const WHY_SCALE =
  'Start weights and learning rates are made for inputs about -1 to 1: units saturate or die, and steps overshoot.';

export const STANDARDIZE = 'Subtract the mean of each feature and divide by its deviation.';
