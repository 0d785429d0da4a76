import type { BlameAnswer } from '../../protocol/depth/answers.js';
import type { Tensor } from '../../tfjs/tfjs.js';
import type { DepthSubject } from './depthSubject.js';
import { applied, differentiable, layerSteps, passedBack } from './layerSteps.js';
import { figure } from './norms.js';

/** Units of a layer that are told at most, those with the largest signal. */
const MOST_UNITS = 64;

/** For one sample, the loss's gradient with respect to each output of each layer: how much the loss would change with it. */
export function blame(subject: DepthSubject, wanted: number): BlameAnswer {
  const { tf, model, samples } = subject;
  const sample = Math.min(wanted, samples - 1);
  const ofSample = (all: Tensor): Tensor => all.slice(sample, 1);
  const target = ofSample(subject.targets);
  // All samples pass, as a normalization takes its mean of them: a sample alone would be its own mean.
  const steps = differentiable(layerSteps(model, subject.inputs));
  const outputs = steps.at(-1)?.output ?? subject.inputs;
  const lossOf = (all: Tensor): Tensor => subject.lossOf(target, ofSample(all));
  const [loss = Number.NaN] = lossOf(outputs).dataSync();
  let signal = tf.grad(lossOf)(outputs);
  const layers = steps.toReversed().map((step) => {
    const told = strongest(ofSample(signal));
    signal = passedBack(tf, (each) => applied(step.layer, each), step.input, signal);
    return { layer: step.index, ...told };
  });
  return { lesson: 'blame', sample, samples, loss: figure(loss), layers: layers.toReversed() };
}

/** The units with the largest signal, in the order in which they stand. */
function strongest(signal: Tensor): { units: number[]; signals: Float32Array<ArrayBuffer>; of: number } {
  const all = Float32Array.from(signal.dataSync());
  const units = Array.from(all.keys())
    .sort((first, second) => Math.abs(all[second] ?? 0) - Math.abs(all[first] ?? 0))
    .slice(0, MOST_UNITS)
    .sort((first, second) => first - second);
  return { units, signals: Float32Array.from(units, (unit) => all[unit] ?? 0), of: all.length };
}
