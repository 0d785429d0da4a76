import type { CollapseAnswer, LinearRun } from '../../protocol/depth/answers.js';
import type { Layer, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { DepthSubject } from './depthSubject.js';
import { activationOf, type LayerStep, layerSteps } from './layerSteps.js';
import { figure, largestOf } from './norms.js';

/** Milliseconds that the weights are trained for before they are multiplied. */
const TRAINING = 1500;
/** Steps after which they are other weights than the first ones on a slow machine, too. */
const FEWEST_STEPS = 5;

/** Multiplies the trained weights of layers in a row that have nothing non-linear between them, and holds the one layer against them on a batch. */
export function collapse(subject: DepthSubject): CollapseAnswer {
  const { tf, model, inputs, samples } = subject;
  const runs = linearRuns(model.layers);
  const steps = runs.length > 0 ? subject.trainFor(TRAINING, FEWEST_STEPS) : 0;
  const passed = layerSteps(model, inputs);
  return {
    lesson: 'collapse',
    steps,
    samples,
    runs: runs.map((run) => asOne(tf, passed, run)),
    between: runs.length > 0 ? null : whatBends(model.layers),
  };
}

interface OfModel {
  readonly index: number;
  readonly layer: Layer;
}

/** Dense layers in a row of which each but the last is linear, two at least. */
function linearRuns(layers: readonly Layer[]): OfModel[][] {
  const runs: OfModel[][] = [];
  let run: OfModel[] = [];
  const close = () => {
    if (run.length > 1) runs.push(run);
    run = [];
  };
  for (const [index, layer] of layers.entries()) {
    if (isDense(layer)) {
      run.push({ index, layer });
      if (bends(layer)) close();
    } else if (layer.getClassName() !== 'Activation' || bends(layer)) {
      close();
    }
  }
  close();
  return runs;
}

const isDense = (layer: Layer): boolean => layer.getClassName() === 'Dense';

const bends = (layer: Layer): boolean => activationOf(layer) !== 'linear';

/** The one layer of a run: kernel K1 K2 …, bias (b1 K2 + b2) …, and the activation of the last. */
function asOne(tf: Tfjs, passed: readonly LayerStep[], run: readonly OfModel[]): LinearRun {
  const [first, last] = [run[0], run.at(-1)] as [OfModel, OfModel];
  const { kernel, bias } = run
    .map(({ layer }) => affineOf(tf, layer))
    .reduce((one, next) => ({
      kernel: tf.matMul(one.kernel, next.kernel),
      bias: tf.add(
        tf.reshape(tf.matMul(tf.reshape(one.bias, [1, one.bias.size]), next.kernel), [next.bias.size]),
        next.bias,
      ),
    }));
  const [inputs, outputs] = kernel.shape as [number, number];
  const one = tf.layers.dense({ units: outputs, activation: activationOf(last.layer) as 'linear' });
  const before = passed.find(({ index }) => index === first.index)?.input;
  const after = passed.find(({ index }) => index === last.index)?.output;
  if (!before || !after) throw new Error('The layers were not passed.');
  one.build(before.shape);
  one.setWeights([kernel, bias]);
  const own = one.apply(before) as Tensor;
  return {
    layers: run.map(({ index }) => index),
    inputs,
    outputs,
    paramsBefore: run.reduce((sum, { layer }) => sum + layer.countParams(), 0),
    paramsAfter: kernel.size + bias.size,
    difference: figure(largestOf(tf.sub(own, after))),
    largest: figure(largestOf(after)),
  };
}

function affineOf(tf: Tfjs, layer: Layer): { kernel: Tensor; bias: Tensor } {
  const [kernel, bias] = layer.getWeights();
  if (!kernel) throw new Error(`${layer.name} has no kernel.`);
  return { kernel, bias: bias ?? tf.zeros([kernel.shape.at(-1) ?? 0]) };
}

/** Of the first two layers with weights side by side, what stands between them. */
function whatBends(layers: readonly Layer[]): CollapseAnswer['between'] {
  const weighted = layers.flatMap((layer, index) => (layer.getWeights().some(({ rank }) => rank > 1) ? [index] : []));
  const [from, to] = weighted;
  if (from === undefined || to === undefined) return null;
  const between = layers.slice(from, to).flatMap((layer, at) => {
    if (bends(layer)) return [activationOf(layer)];
    return at === 0 ? [] : [layer.getClassName()];
  });
  return { from, to, what: between.join(' and ') || layers[from]?.getClassName() || '' };
}
