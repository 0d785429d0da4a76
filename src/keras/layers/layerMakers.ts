import type { MadeLayer } from '../../layers/catalogue.js';
import { activationMakers } from './activation.js';
import { convolutionMakers } from './convolution.js';
import { coreMakers } from './core.js';
import type { LayerMaker } from './layerMaker.js';
import { normalizationMakers } from './normalization.js';
import { poolingMakers } from './pooling.js';
import { preprocessingMakers } from './preprocessing.js';
import { recurrentMakers } from './recurrent.js';
import { regularizationMakers } from './regularization.js';
import { reshapingMakers } from './reshaping.js';
import { wrapperMakers } from './wrappers.js';

/** How each layer of the catalogue that GradLens makes becomes one of tfjs. */
const makers: Readonly<Record<MadeLayer, LayerMaker>> = {
  ...coreMakers,
  ...activationMakers,
  ...convolutionMakers,
  ...poolingMakers,
  ...recurrentMakers,
  ...wrapperMakers,
  ...normalizationMakers,
  ...regularizationMakers,
  ...reshapingMakers,
  ...preprocessingMakers,
};

/** @param className of Keras 2 and 3; null for a class that GradLens does not make */
export function layerMaker(className: string): LayerMaker | null {
  return Object.hasOwn(makers, className) ? makers[className as MadeLayer] : null;
}
