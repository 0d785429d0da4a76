import type { io } from '@tensorflow/tfjs';
import { madeAgain } from '../../keras/recipe/madeAgain.js';
import { type KerasRecipe, recipeOf } from '../../keras/recipe/recipeOf.js';
import { orderedWeights } from '../../tfjs/orderedWeights.js';
import type { Sequential, Tfjs, Variable } from '../../tfjs/tfjs.js';

/** A model as tfjs's own files have it. One that stands for Keras has its recipe beside that: tfjs would make another model of such files. */
export interface KeptModel {
  /** Text of `model.json`. */
  readonly json: string;
  readonly weights: Uint8Array;
}

const TYPES = ['float32', 'int32', 'bool'];

/** That its weights take, in bytes. */
export const weightBytes = ({ weights }: Pick<Sequential, 'weights'>): number =>
  weights.reduce((sum, { shape }) => sum + shape.reduce<number>((size, each) => size * (each ?? 1), 4), 0);

/** What `loadKept` reads. @param file that the weights will be in @throws {Error} where a weight is of a type that files lack */
export function keptModel(tf: Tfjs, model: Sequential, file: string): KeptModel {
  const weights = orderedWeights(tf, model).map((weight) => ({ name: weight.originalName, value: weight.read() }));
  const specs = weights.map(({ name, value: { shape, dtype } }) => {
    if (!TYPES.includes(dtype)) throw new Error(`Weights of type ${dtype} are not kept`);
    return { name, shape, dtype };
  });
  const pieces = weights.map(({ value }) => {
    const data = value.dataSync();
    return new Uint8Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
  });
  const recipe = recipeOf(model);
  const json = {
    format: 'layers-model',
    generatedBy: 'GradLens',
    convertedBy: null,
    modelTopology: model.toJSON(null, false),
    weightsManifest: [{ paths: [file], weights: specs }],
    ...(recipe ? { userDefinedMetadata: { recipe } } : {}),
  };
  return { json: JSON.stringify(json, namedNumber), weights: Buffer.concat(pieces) };
}

/** @throws {Error} where tfjs, or this version of GradLens, cannot make it again */
export async function loadKept(tf: Tfjs, { json, weights }: KeptModel): Promise<Sequential> {
  const { modelTopology, weightsManifest, userDefinedMetadata } = JSON.parse(json, numberOfName);
  const weightSpecs = weightsManifest[0].weights;
  const weightData = Uint8Array.from(weights).buffer;
  const recipe: KerasRecipe | undefined = userDefinedMetadata?.recipe;
  if (!recipe)
    return (await tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }))) as Sequential;
  const model = madeAgain(tf, recipe);
  const values = tf.io.decodeWeights(weightData, byPlace(weightSpecs));
  const own = orderedWeights(tf, model);
  const isWhole = own.length === weightSpecs.length;
  if (!isWhole || own.some(({ shape }, at) => values[at]?.shape.join() !== shape.join()))
    throw new Error('its weights are not those of its layers');
  for (const [at, weight] of own.entries()) (weight.read() as Variable).assign(values[at] as never);
  return model;
}

/** The layers of another process have other names. */
const byPlace = (specs: readonly io.WeightsManifestEntry[]): io.WeightsManifestEntry[] =>
  specs.map((spec, at) => ({ ...spec, name: String(at) }));

/** JSON has no Infinity and no NaN. */
function namedNumber(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value;
}

function numberOfName(_: string, value: unknown): unknown {
  const { number = null } = (value ?? {}) as { readonly number?: unknown };
  return typeof number === 'string' ? Number(number) : value;
}
