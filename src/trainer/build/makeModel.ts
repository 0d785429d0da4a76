import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { openDataset } from '../../datasets/openDataset.js';
import type { ModelShapes } from '../../datasets/types.js';
import { messageOf } from '../../errors/errorText.js';
import { HumanError } from '../../errors/humanError.js';
import { SourceError } from '../../errors/sourceError.js';
import type { ModelRecipe } from '../../protocol/launch.js';
import type { Layer } from '../../tfjs/tfjs.js';
import { exposedValue, exposeFrom } from '../userModule/exposedName.js';
import type { BuildRun } from './buildRun.js';
import { compileDefault } from './compileDefault.js';
import { evaluateText } from './evaluateText.js';
import { MissingInputShapes, NeedsDataShape } from './missingInputShapes.js';
import { modelOf } from './modelOf.js';
import { taskData } from './openData.js';
import { fitOf, type MadeModel } from './sourceFit.js';
import { IMAGE_SIDES, usualInputShape } from './usualInputShape.js';

type SliceRecipe = Extract<ModelRecipe, { kind: 'slice' }>;
type SliceFunction = (this: object, ...values: unknown[]) => Promise<unknown>;

type BuilderRecipe = Extract<ModelRecipe, { kind: 'builder' }>;
type Callable = (...args: unknown[]) => unknown;
type Constructor = new (...args: unknown[]) => Record<string, unknown>;

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

/**
 * Loads the user's file and calls what builds the model, exported or not.
 * @throws {SourceError} where that makes no Sequential; what the user's code throws passes through
 */
async function modelFromBuilder(run: BuildRun, recipe: BuilderRecipe): Promise<MadeModel> {
  const { file, line, builder } = recipe;
  const [owner = builder.name, ...rest] = builder.name.split('.');
  exposeFrom(file, owner);
  await import(pathToFileURL(file).href);
  const place = { file, line, column: 1 };
  const callee = exposedValue();
  if (typeof callee !== 'function') throw new SourceError(`${owner} is not a function or class of this file.`, place);
  const valuesOf = (texts: readonly string[]) => texts.map((text) => evaluateText(text, run.tf));
  const made = await callBuilder(callee as Callable & Constructor, builder.kind, rest[0], {
    args: valuesOf(recipe.arguments),
    constructorArgs: valuesOf(recipe.constructorArguments),
  });
  const model = modelOf(run, made, recipe);
  if (!model) throw new SourceError(`${builder.name} was called but created no Sequential model.`, place);
  return { model, fit: fitOf(recipe.fit, run.tf) };
}

async function callBuilder(
  callee: Callable & Constructor,
  kind: BuilderRecipe['builder']['kind'],
  method: string | undefined,
  { args, constructorArgs }: { args: readonly unknown[]; constructorArgs: readonly unknown[] },
): Promise<unknown> {
  if (kind === 'function') return callee(...args);
  if (kind === 'class' || method === undefined) return new callee(...constructorArgs);
  const statics = callee as unknown as Record<string, unknown>;
  const owner = typeof statics[method] === 'function' ? statics : new callee(...constructorArgs);
  const call = owner[method];
  const made = typeof call === 'function' ? await call.apply(owner, args) : call;
  return made ?? owner;
}

/**
 * Runs the statements that a model depends on, at their own lines and columns, with a value for each name that they take from outside.
 * @throws {SourceError} where they make no Sequential; what they throw passes through, with the user's file in its stack
 */
async function modelFromSlice(run: BuildRun, recipe: SliceRecipe): Promise<MadeModel> {
  const { slice, span } = recipe;
  const names = Object.keys(recipe.values);
  const values = Object.values(recipe.values).map((text) => evaluateText(text, run.tf));
  run.mapLines(slice.file, slice.lines);
  const made = await sliceFunction(recipe, names).call({}, run.tf, () => modelOf(run, null, recipe), ...values);
  const model = modelOf(run, made, recipe);
  const place = { file: recipe.file, ...span.start };
  if (!model) throw new SourceError('These statements create no Sequential model.', place);
  if (!run.placeOf(model)) run.assign(model, place);
  return { model, fit: fitOf(recipe.fit, run.tf) };
}

/** The wrapper's own line stands before the code's first. */
function sliceFunction({ slice }: SliceRecipe, names: readonly string[]): SliceFunction {
  const source = `(async function (${['tf', 'gradlensModel', ...names].join(', ')}) {\n${slice.code}\n})`;
  try {
    return new Script(source, { filename: slice.file, lineOffset: -1 }).runInThisContext();
  } catch (error) {
    const reason = messageOf(error);
    throw new HumanError(`The statements that the model depends on cannot run by themselves: ${reason}.`, {
      cause: error,
    });
  }
}
