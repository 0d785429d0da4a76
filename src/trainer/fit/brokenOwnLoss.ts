import { basename } from 'node:path';
import {
  BROKEN_GRADIENTS,
  badTensor,
  brokenLoss,
  exploded,
  explosion,
  infiniteSlope,
} from '../../diagnosis/notANumber.js';
import type { Layer, Tensor } from '../../tfjs/tfjs.js';
import type { RecordedFit } from '../tap/recordedFit.js';
import { disposeOutputs, watchOutputs } from '../tap/watchOutputs.js';
import { badSamples } from './badSamples.js';
import { largestOf, layerCause } from './brokenComputation.js';
import type { Cause, NotANumberContext } from './notANumberCause.js';
import { allFinite, kernelWords, watchKernels } from './watchKernels.js';

/**
 * Computes the loss of a step made by hand once more: the function that was handed to `optimizer.minimize` or `tf.variableGrads`.
 * @returns null where that cannot be done, as its data are disposed of, or where it tells nothing
 */
export function brokenOwnLoss(context: NotANumberContext, session: RecordedFit, loss: () => Tensor): Cause | null {
  try {
    return compute(context, layersOf(context, session), loss);
  } catch {
    return null;
  }
}

function compute(context: NotANumberContext, layers: readonly Layer[], loss: () => Tensor): Cause | null {
  const { tf, userCode } = context;
  const { result: watched, outputs } = watchOutputs(tf, layers, () => watchKernels(tf, userCode, loss));
  try {
    const { result, broke, given, users, steepAtZero } = watched;
    const place = broke?.place ?? users?.place ?? null;
    if (allFinite(result)) {
      if (steepAtZero)
        return { text: infiniteSlope('your own loss', steepAtZero.kernel), location: steepAtZero.place, first: null };
      return { text: BROKEN_GRADIENTS, location: place, first: 'loss' };
    }
    if (given) return dataText(given.tensor, given.place);
    const wrong = outputs.findIndex(({ output }) => output !== null && !allFinite(output));
    const layer = layers[wrong];
    if (layer) return layerCause(context, layer, null);
    const last = outputs.findLast(({ output }) => output !== null)?.output;
    if (last && exploded(largestOf(last)))
      return { text: explosion(largestOf(last), null), location: null, first: 'outputs' };
    return broke ? { text: brokenLoss(kernelWords(broke)), location: place, first: 'loss' } : null;
  } finally {
    disposeOutputs(...outputs);
  }
}

function dataText(tensor: Tensor, place: Cause['location']): Cause {
  const where = place && `${basename(place.file)}:${place.line}`;
  const text = badTensor(tensor.shape, where, badSamples(tensor));
  return { text, location: place, first: 'inputs' };
}

/** The layers of the models that a fit's variables belong to. */
function layersOf({ created }: NotANumberContext, { variables }: RecordedFit): Layer[] {
  const own = new Set<unknown>(variables);
  const models = created
    .sequentials()
    .filter((model) => model.trainableWeights.some((weight) => own.has(weight.read())));
  return [...new Set(models.flatMap((model) => model.layers))];
}
