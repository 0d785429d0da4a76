import { basename } from 'node:path';
import { layersModel } from '../../tfjs/layersModel.js';
import type { Layer, Tensor, TrainingModel } from '../../tfjs/tfjs.js';
import type { Batch } from '../tap/stepListener.js';
import type { Cause, NotANumberContext } from './notANumberCause.js';
import { allFinite, kernelWords, type SeenKernel, watchKernels } from './watchKernels.js';

/** Values above which a number is no result of learning any more. */
export const EXPLODED = 1e8;

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
    if (!allFinite(value)) return brokenLayer(context, layer, watched.broke);
    if (watched.steepAtZero?.place) steep ??= steepText(`layer ${layer.name}`, watched.steepAtZero);
  }
  return brokenLoss(context, model, data[model.inputs.length] as Tensor, value) ?? steep;
}

/** @param broke what in the layer's own code did; null where tfjs's own layer did, or that is not known */
export function brokenLayer({ created }: NotANumberContext, layer: Layer, broke: SeenKernel | null): Cause {
  if (broke?.place) {
    const where = `${basename(broke.place.file)}:${broke.place.line}`;
    const text = `, first in layer ${layer.name}: its input is finite, but ${kernelWords(broke)} in its code (${where}) gave NaN or infinity.`;
    return { text, location: created.placeOf(layer) ?? broke.place, first: 'layer', layer: layer.name };
  }
  const largest = Math.max(0, ...layer.getWeights().map(largestOf));
  const grown = largest > EXPLODED ? `, whose weights have grown to ${largest.toExponential(1)}` : '';
  const text = `, first in layer ${layer.name}${grown}. A smaller learning rate or normalized data often helps.`;
  return { text, location: created.placeOf(layer), first: 'layer', layer: layer.name };
}

function brokenLoss(
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
      const text = lossText(broke && kernelWords(broke));
      return { text, location: broke?.place ?? users?.place ?? null, first: 'loss' };
    }
    return { text: explosion(output, target), location: null, first: 'outputs' };
  }
  const gradient = tf.grad((prediction) => tf.mean(loss(target, prediction as Tensor)))(output);
  if (allFinite(gradient) || !users) return null;
  if (steepAtZero) return steepText('your own loss', { ...steepAtZero, place: steepAtZero.place ?? users.place });
  const text = `: all layers' outputs and the loss are finite, but the gradient of your own loss is not: look for divisions, logarithms, and square roots at 0.`;
  return { text, location: users.place, first: 'loss' };
}

/** @param broke the operation; null where it is not known */
export function lossText(broke: string | null): string {
  const what = broke === null ? 'it gives' : `${broke} gives`;
  return `: all layers' outputs are finite, but in your own loss, ${what} NaN or infinity. Keep its input away from 0 by adding a small number, as in tf.log(p.add(1e-7)).`;
}

export function explosion(output: Tensor, target: Tensor | null = null): string {
  const targets = target ? ` (targets: ${largestOf(target).toExponential(1)})` : '';
  const sizes = `the outputs have grown to ${largestOf(output).toExponential(1)}${targets}`;
  return `: all layers' outputs are finite, but ${sizes}, so the loss is too large a number. Training explodes: scale inputs and targets to about 1, or use a smaller learning rate.`;
}

export function steepText(where: string, { kernel, place }: SeenKernel): Cause {
  const text = `: all layers' outputs and the loss are finite, but the gradients are not: in ${where}, ${kernel} is taken at 0, where its slope is infinite. Add a small number to its input, such as 1e-7.`;
  return { text, location: place, first: null };
}

export const largestOf = (tensor: Tensor): number =>
  (tensor.dataSync() as Float32Array).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
