import { basename } from 'node:path';
import {
  BROKEN_GRADIENT_OF_LOSS,
  brokenLayer,
  brokenLoss,
  explosion,
  infiniteSlope,
} from '../../diagnosis/notANumber.js';
import { layersModel } from '../../tfjs/layersModel.js';
import type { Layer, Tensor, TrainingModel } from '../../tfjs/tfjs.js';
import { layerWords } from '../capture/layerWords.js';
import type { Batch } from '../tap/stepListener.js';
import type { Cause, NotANumberContext } from './notANumberCause.js';
import { allFinite, kernelWords, type SeenKernel, watchKernels } from './watchKernels.js';

/** Computes a batch layer by layer, then its loss and the loss's gradient; null where all of that is finite or cannot be computed so. */
export function brokenComputation(context: NotANumberContext, batch: Batch): Cause | null {
  try {
    return compute(context, batch);
  } catch {
    // A layer that cannot be applied alone; the gradients tell less, but enough.
    return null;
  }
}

function compute(context: NotANumberContext, { model, data }: Batch): Cause | null {
  const { tf, userCode } = context;
  const layers = model.layers.filter((layer) => layer.getClassName() !== 'InputLayer');
  let value = data[0] as Tensor;
  let steep: Cause | null = null;
  for (const layer of layers) {
    const watched = watchKernels(tf, userCode, () => layer.apply(value) as Tensor | Tensor[]);
    value = Array.isArray(watched.result) ? (watched.result[0] as Tensor) : watched.result;
    if (!allFinite(value)) return layerCause(context, layer, watched.broke);
    if (watched.steepAtZero?.place) steep ??= steepCause(layerWords(context.created, layer), watched.steepAtZero);
  }
  return lossCause(context, model, data[model.inputs.length] as Tensor, value) ?? steep;
}

/** @param broke what in the layer's own code did; null where tfjs's own layer did, or that is not known */
export function layerCause({ created }: NotANumberContext, layer: Layer, broke: SeenKernel | null): Cause {
  const place = broke?.place ?? null;
  const operation = broke && place && { words: kernelWords(broke), where: `${basename(place.file)}:${place.line}` };
  const largest = Math.max(0, ...layer.getWeights().map(largestOf));
  const text = brokenLayer(layerWords(created, layer), operation, largest);
  return { text, location: created.placeOf(layer) ?? place, first: 'layer', layer: layer.name };
}

function lossCause(
  { tf, userCode }: NotANumberContext,
  model: TrainingModel,
  target: Tensor | undefined,
  output: Tensor,
): Cause | null {
  const [loss] = layersModel(model).lossFunctions;
  if (!loss || !target) return null;
  const forward = watchKernels(tf, userCode, () => tf.mean(loss(target, output)));
  const { broke, users, steepAtZero } = forward;
  if (!allFinite(forward.result)) {
    if (broke?.place ?? users?.place) {
      const text = brokenLoss(broke && kernelWords(broke));
      return { text, location: broke?.place ?? users?.place ?? null, first: 'loss' };
    }
    return { text: explosion(largestOf(output), largestOf(target)), location: null, first: 'outputs' };
  }
  const gradient = tf.grad((prediction) => tf.mean(loss(target, prediction as Tensor)))(output);
  if (allFinite(gradient) || !users) return null;
  if (steepAtZero) return steepCause('your own loss', { ...steepAtZero, place: steepAtZero.place ?? users.place });
  return { text: BROKEN_GRADIENT_OF_LOSS, location: users.place, first: 'loss' };
}

function steepCause(where: string, { kernel, place }: SeenKernel): Cause {
  return { text: infiniteSlope(where, kernel), location: place, first: null };
}

export const largestOf = (tensor: Tensor): number =>
  (tensor.dataSync() as Float32Array).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
