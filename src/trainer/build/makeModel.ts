import { openDataset } from '../../datasets/openDataset.js';
import type { ModelShapes } from '../../datasets/types.js';
import type { ModelRecipe } from '../../protocol/launch.js';
import type { Layer } from '../../tfjs/tfjs.js';
import { modelFromBuilder } from './builderRecipe.js';
import type { BuildRun } from './buildRun.js';
import { compileDefault } from './compileDefault.js';
import { MissingInputShapes, NeedsDataShape } from './missingInputShapes.js';
import { modelFromSlice } from './sliceRecipe.js';
import type { MadeModel } from './sourceFit.js';
import { taskData } from './taskData.js';
import { IMAGE_SIDES, usualInputShape } from './usualInputShape.js';

export type JavaScriptRecipe = Exclude<ModelRecipe, { kind: 'keras' }>;

/** Nothing is known of the model yet. */
const NO_SHAPES: ModelShapes = { input: null, output: [], vocabulary: null, loss: null, lastActivation: null };

/**
 * Makes and compiles the task's model. A first layer without an input shape takes the data's; for random data, a usual one, and a
 * larger picture where the first is too small for all of its pooling.
 * @throws {HumanError} where it cannot be made
 */
export async function makeModel(run: BuildRun, recipe: JavaScriptRecipe): Promise<MadeModel> {
  const { dataFolder } = run.task;
  const data = taskData(run);
  let shapeOf: (layer: Layer) => readonly number[] = () => {
    throw new NeedsDataShape('The first layer has no input shape.');
  };
  const missing = new MissingInputShapes(run.tf, (layer) => shapeOf(layer));
  if (data.kind === 'random')
    return withUsualShapes(run, recipe, missing, (usual) => {
      shapeOf = usual;
    });
  try {
    return await make(run, recipe);
  } catch (error) {
    if (!(error instanceof NeedsDataShape)) throw error;
    const dataset = await openDataset(data, dataFolder, NO_SHAPES, run.places);
    const { inputShape } = dataset.description;
    await dataset.close();
    shapeOf = () => inputShape;
    return make(run, recipe);
  }
}

async function withUsualShapes(
  run: BuildRun,
  recipe: JavaScriptRecipe,
  missing: MissingInputShapes,
  use: (shapeOf: (layer: Layer) => readonly number[]) => void,
): Promise<MadeModel> {
  let failure: unknown;
  for (const side of IMAGE_SIDES) {
    use((layer) => usualInputShape(layer, side));
    try {
      return await make(run, recipe);
    } catch (error) {
      failure ??= error;
      if (!missing.gaveImage) break;
    }
  }
  throw failure;
}

async function make(run: BuildRun, recipe: JavaScriptRecipe): Promise<MadeModel> {
  const made = recipe.kind === 'slice' ? await modelFromSlice(run, recipe) : await modelFromBuilder(run, recipe);
  compileDefault(run, made.model);
  return made;
}
