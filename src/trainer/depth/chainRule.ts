import type { ChainAnswer, LayerFactors } from '../../protocol/depth/answers.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { DepthSubject } from './depthSubject.js';
import {
  applied,
  differentiable,
  type LayerParts,
  type LayerStep,
  layerSteps,
  partsOf,
  passedBack,
} from './layerSteps.js';
import { figure, normOf } from './norms.js';

/**
 * What each layer multiplies the signal by on its way from the loss back to the input. A layer with an activation is taken apart: the signal first
 * meets the activation's slope f', then the weights: norm(f' δ) / norm(δ), and norm(Wᵀ (f' δ)) / norm(f' δ).
 */
export function chainRule(subject: DepthSubject): ChainAnswer {
  const { tf, model, inputs, targets, samples } = subject;
  const steps = differentiable(layerSteps(model, inputs));
  const outputs = steps.at(-1)?.output ?? inputs;
  let signal = tf.grad((each: Tensor) => subject.lossOf(targets, each))(outputs);
  const atLoss = normOf(signal);
  const factors: LayerFactors[] = [];
  for (const step of steps.toReversed()) {
    const { factors: own, leaving } = factorsOf(tf, step, signal);
    factors.push(own);
    signal = leaving;
  }
  const atInputs = normOf(
    tf.grad((first: Tensor) => subject.lossOf(targets, through(steps, first)))(steps[0]?.input ?? inputs),
  );
  const product = factors.reduce((all, { whole }) => all * (whole ?? Number.NaN), 1);
  return {
    lesson: 'chain',
    samples,
    factors,
    atLoss: figure(atLoss),
    atInputs: figure(atInputs),
    product: figure(product),
    measured: figure(atInputs / atLoss),
  };
}

const through = (steps: readonly LayerStep[], first: Tensor): Tensor =>
  steps.reduce((value, { layer }) => applied(layer, value), first);

function factorsOf(tf: Tfjs, step: LayerStep, arriving: Tensor): { factors: LayerFactors; leaving: Tensor } {
  const parts = partsOf(tf, step);
  const before = parts && applied(parts.linear, step.input);
  const bent = parts && before ? passedBack(tf, (each) => parts.activation.apply(each), before, arriving) : null;
  const leaving =
    parts && bent
      ? passedBack(tf, (each) => applied(parts.linear, each), step.input, bent)
      : passedBack(tf, (each) => applied(step.layer, each), step.input, arriving);
  const [first, middle, last] = [normOf(arriving), bent ? normOf(bent) : null, normOf(leaving)];
  const factors: LayerFactors = {
    layer: step.index,
    arriving: figure(first),
    afterActivation: middle === null ? null : figure(middle),
    leaving: figure(last),
    activation: middle === null ? null : figure(middle / first),
    weights: middle === null ? null : figure(last / middle),
    whole: figure(last / first),
    ...(parts && before ? slopes(tf, parts, before) : { slope: null, blocked: null }),
    kernel: parts ? kernelOf(step) : null,
  };
  return { factors, leaving };
}

/** Of an activation that takes each number by itself; a softmax takes all of a sample together, so it has no slope of its own. */
function slopes(tf: Tfjs, { activation }: LayerParts, before: Tensor): Pick<LayerFactors, 'slope' | 'blocked'> {
  if (/softmax/i.test(activation.getClassName())) return { slope: null, blocked: null };
  const slope = passedBack(tf, (each) => activation.apply(each), before, tf.onesLike(before));
  const mean = (of: Tensor) => figure(tf.mean(tf.cast(of, 'float32')).dataSync()[0] ?? Number.NaN);
  return { slope: mean(slope), blocked: mean(tf.equal(slope, 0)) };
}

function kernelOf({ layer }: LayerStep): LayerFactors['kernel'] {
  const [kernel] = layer.getWeights();
  if (!kernel || kernel.rank < 2) return null;
  const outputs = kernel.shape.at(-1) ?? 1;
  return { inputs: kernel.size / outputs, outputs, rms: figure(normOf(kernel) / Math.sqrt(kernel.size)) };
}
