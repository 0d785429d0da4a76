import { activationLayers } from './activationLayers.js';
import { borderLayers } from './borders.js';
import { convolutionLayers } from './convolution.js';
import { coreLayers } from './core.js';
import type { LayerRules } from './layerRule.js';
import { noiseLayers } from './noise.js';
import { normalizationLayers } from './normalization.js';
import { poolingLayers } from './pooling.js';
import { preprocessingLayers } from './preprocessing.js';
import { recurrentLayers } from './recurrent.js';
import { resizingLayers } from './resizing.js';
import { separableLayers } from './separable.js';
import { shapingLayers } from './shaping.js';
import { type MakeLayer, wrapperLayers } from './wrappers.js';

const plain: LayerRules = {
  ...coreLayers,
  ...activationLayers,
  ...noiseLayers,
  ...poolingLayers,
  ...shapingLayers,
  ...borderLayers,
  ...resizingLayers,
  ...preprocessingLayers,
  ...convolutionLayers,
  ...separableLayers,
  ...normalizationLayers,
  ...recurrentLayers,
};

/** How every class of Keras that tfjs has something for becomes a layer. @param makeInner makes what a wrapper holds */
export function layerRules(makeInner: MakeLayer): LayerRules {
  return { ...plain, ...wrapperLayers(makeInner) };
}
