import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLayer } from '../../layers/catalogue.js';
import {
  type FeatureMaps,
  type Filters,
  type KeptAnswer,
  type KeptQuestion,
  WEIGHTS_FILE,
} from '../../protocol/keptModel.js';
import { MODEL_FILE } from '../../protocol/runFile.js';
import type { Layer, Sequential, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { Link } from '../link/link.js';
import { loadKept } from './keptModel.js';

/** Maps of a convolution, and filters, that are told; and values along a side of a map. */
const MOST_MAPS = 32;
const LONGEST_SIDE = 64;

/** Answers a question to a kept model, and ends the process before any code of the user's runs. */
export async function answerKept(
  tf: Tfjs,
  asked: KeptQuestion,
  link: Pick<Link, 'keptAnswer' | 'problem' | 'end'>,
): Promise<never> {
  let exitCode = 0;
  try {
    link.keptAnswer(await askKept(tf, asked));
  } catch (error) {
    exitCode = 1;
    const reason = error instanceof Error ? error : new Error(String(error));
    link.problem({
      kind: 'model',
      severity: 'error',
      message: `The kept model cannot be asked: ${reason.message.split('\n', 1)[0]}`,
      location: null,
      stack: reason.stack ?? null,
    });
  }
  link.end({ outcome: exitCode === 0 ? 'completed' : 'failed', exitCode });
  return process.exit(exitCode);
}

/** Who is told that a fit's model is kept is told so as the fit begins. */
const MISSING =
  'it is not in the run’s folder. A run keeps the models of its newest fits and of the best one: 32 within an eighth of gradlens.maxRunSize, and from the 16th on, of fits shorter than a second one each second. None is kept of a fit that is ended by force, or once the run’s files have reached gradlens.maxRunSize.';

/** What a kept model makes of a sample. @throws {Error} where its files are gone or it cannot be made again, in a sentence */
async function askKept(tf: Tfjs, { folder, input }: KeptQuestion): Promise<KeptAnswer> {
  const model = await load(tf, folder);
  let value: Tensor = tf.tensor([...input], [1, ...shapeOf(model, input.length)], inputType(model));
  // Layer by layer nothing would be masked.
  const outputs = model.predict(value) as Tensor;
  const maps: FeatureMaps[] = [];
  for (const [index, layer] of model.layers.slice(0, model.layers.findLastIndex(isPlanar) + 1).entries()) {
    if (layer.getClassName() === 'InputLayer') continue;
    value = tf.tidy(() => layer.apply(value) as Tensor);
    if (isPlanar(layer) && value.rank === 4) maps.push(mapsOf(tf, value, index));
  }
  return { outputs: Float32Array.from(outputs.dataSync()), maps, filters: filtersOf(model) };
}

/** Of a sample of so many values: one side that the model leaves open follows from them. */
function shapeOf({ inputs }: Sequential, values: number): number[] {
  const sizes = inputs[0]?.shape.slice(1) ?? [];
  const rest = values / sizes.reduce<number>((product, size) => product * (size ?? 1), 1);
  return sizes.map((size) => size ?? rest);
}

async function load(tf: Tfjs, folder: string): Promise<Sequential> {
  if (!existsSync(join(folder, MODEL_FILE))) throw new Error(MISSING);
  const json = readFileSync(join(folder, MODEL_FILE), 'utf8');
  return loadKept(tf, { json, weights: readFileSync(join(folder, WEIGHTS_FILE)) });
}

/** Numbers of words are whole. */
function inputType({ layers }: Sequential): 'int32' | 'float32' {
  const first = layers.find((layer) => layer.getClassName() !== 'InputLayer');
  return first && findLayer(first.getClassName())?.kind === 'embedding' ? 'int32' : 'float32';
}

/** A convolution over pictures. */
const isPlanar = (layer: Layer): boolean => findLayer(layer.getClassName())?.kind === 'convolution';

/** @param output 1 x height x width x maps */
function mapsOf(tf: Tfjs, output: Tensor, layer: number): FeatureMaps {
  const [, height = 0, width = 0, of = 0] = output.shape;
  const every = Math.ceil(Math.max(height, width) / LONGEST_SIDE);
  const shown = Math.min(of, MOST_MAPS);
  const taken = tf.tidy(() => {
    const thinned = tf.stridedSlice(output, [0, 0, 0, 0], [1, height, width, shown], [1, every, every, 1]);
    return tf.transpose(thinned, [0, 3, 1, 2]);
  });
  const [, , rows = 0, columns = 0] = taken.shape;
  return { layer, height: rows, width: columns, of, values: Float32Array.from(taken.dataSync()) };
}

function filtersOf({ layers }: Sequential): Filters | null {
  const layer = layers.findIndex((each) => each.getClassName() === 'Conv2D');
  const [kernel] = layers[layer]?.getWeights() ?? [];
  const [height = 0, width = 0, channels = 0, of = 0] = kernel?.shape ?? [];
  if (!kernel || (channels !== 1 && channels !== 3)) return null;
  const shown = kernel.slice([0, 0, 0, 0], [height, width, channels, Math.min(of, MOST_MAPS)]).transpose([3, 0, 1, 2]);
  return { layer, height, width, channels, of, values: Float32Array.from(shown.dataSync()) };
}
