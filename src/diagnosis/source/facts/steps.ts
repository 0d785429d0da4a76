import type { SourceModel } from '../../../protocol/source.js';
import type { SourceCall } from '../../../protocol/sourceValue.js';
import { SHORT_WAY, stepsByRate } from '../../shortWay.js';
import { samplesOf } from './givenNumbers.js';
import { modelOutput } from './modelOutput.js';
import { callArgument, descends, fitArgument, lossOf, type Optimizer, optimizersOf, rateOf } from './training.js';

/** Epochs of Keras and of tfjs without `epochs`; samples of a batch. */
const DEFAULT_EPOCHS = 1;
const DEFAULT_BATCH = 32;
/** The greatest derivative of a squared error of a sigmoid, 2 (p - y) p (1 - p); of a crossentropy, p - y. */
const OF_SQUARED_ERROR = 0.3;
const BOUNDED = /^(?:sigmoid|softmax|hardSigmoid)$/;

/** Steps that take no weight far. */
interface ShortWay {
  readonly steps: number;
  /** How far all of them can take a weight. */
  readonly way: number;
  /** How far one can, in words. */
  readonly perStep: string;
}

/** The epochs of a fit; null where the source leaves them open. */
export function epochsOf(model: SourceModel, fit: SourceCall): number | null {
  const argument = fitArgument(model, fit, 'epochs');
  const epochs = argument === null ? DEFAULT_EPOCHS : argument?.value;
  return typeof epochs === 'number' && epochs > 0 ? epochs : null;
}

/** The samples of a batch; null where the source leaves that open. */
export function batchSizeOf(model: SourceModel, fit: SourceCall): number | null {
  const argument = fitArgument(model, fit, 'batchSize');
  const size = argument === null ? DEFAULT_BATCH : argument?.value;
  return typeof size === 'number' && size > 0 ? size : null;
}

/** Where all steps of a fit take no weight far: null where they may, or the source leaves open how many there are. */
export function shortWay(model: SourceModel, fit: SourceCall): ShortWay | null {
  const [epochs, samples, size] = [epochsOf(model, fit), samplesOf(model, fit), batchSizeOf(model, fit)];
  const [optimizer, ...others] = optimizersOf(model);
  if (epochs === null || samples === null || size === null || !optimizer || others.length > 0) return null;
  const steps = Math.ceil(samples / size) * epochs;
  const given = rateOf(optimizer);
  if (given === null) return null;
  const rate = Math.abs(given);
  if (stepsByRate(optimizer.name)) {
    const way = steps * rate;
    return way < SHORT_WAY ? { steps, way, perStep: 'A step changes a weight by about the learning rate' } : null;
  }
  const most = descends(optimizer) ? greatestGradient(model) : null;
  if (most === null) return null;
  const way = (steps * rate * most) / (1 - momentumOf(optimizer));
  const perStep = `A step changes a weight by the learning rate times its gradient, here below ${most} for inputs up to 1`;
  return way < SHORT_WAY ? { steps, way, perStep } : null;
}

export function momentumOf({ call }: Optimizer): number {
  const argument = call && callArgument(call.arguments, 'momentum', ['learningRate', 'momentum']);
  return typeof argument?.value === 'number' && argument.value > 0 && argument.value < 1 ? argument.value : 0;
}

/** At the last layer's sums; null where nothing bounds it. */
function greatestGradient(model: SourceModel): number | null {
  const [output, loss] = [modelOutput(model), lossOf(model)];
  if (!output || !loss || !BOUNDED.test(output.activation.name)) return null;
  return loss.isOfNumbers ? OF_SQUARED_ERROR : 1;
}
