import { fieldsOf } from '../../tfjs/layerFields.js';
import type { Layer, Sequential, Tfjs } from '../../tfjs/tfjs.js';
import { KerasNotes } from '../kerasNotes.js';
import { layerOf } from '../makeSequential.js';
import { MetricNames } from '../metrics/metricNames.js';
import type { KerasRecipe, RecipeLayer } from './recipeOf.js';

/** The model of a recipe, with weights as they are at their start. */
export function madeAgain(tf: Tfjs, { inputShape, layers }: KerasRecipe): Sequential {
  const model = tf.sequential();
  for (const [index, recipe] of layers.entries()) {
    model.add(layerAgain(tf, recipe, index === 0 ? inputShape : null) as Layer);
  }
  return model;
}

/** @param inputShape of a first layer */
function layerAgain(tf: Tfjs, recipe: RecipeLayer, inputShape: KerasRecipe['inputShape'] | null): Layer | Sequential {
  if ('layers' in recipe) return madeAgain(tf, { inputShape: inputShape ?? [], layers: recipe.layers });
  const { call, ...said } = recipe;
  const context = { tf, ...said, notes: new KerasNotes(), metricNames: new MetricNames(), assign: () => {} };
  const layer = layerOf(call, context) as Layer;
  if (inputShape) fieldsOf(layer).batchInputShape = inputShape;
  return layer;
}
