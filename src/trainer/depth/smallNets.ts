import { findLayer } from '../../layers/catalogue.js';
import type { Layer, Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';
import type { DepthSubject } from './depthSubject.js';
import { activationOf, applied } from './layerSteps.js';
import { normOf } from './norms.js';

/** Units of the hidden layers at most: small nets are to be trained in seconds. */
const WIDEST = 64;
/** Units where the net has no hidden dense layer to take them from: a guess. */
const USUAL_WIDTH = 16;
const USUAL_ACTIVATION = 'relu';
export const LEARNING_RATE = 0.01;
/** Samples of a step. */
export const BATCH = 32;

/** What small nets are made of: the model's own samples, as they reach its first dense layer, and the widths of its own layers. */
export interface Ground {
  readonly inputs: Tensor;
  readonly targets: Tensor;
  readonly width: number;
  /** Of the layers in the middle. */
  readonly activation: string;
  readonly output: { readonly units: number; readonly activation: string };
}

/** @throws {Error} in a sentence, where the net has no dense layers on rows of numbers */
export function groundOf({
  tf,
  model,
  inputs,
  targets,
}: Pick<DepthSubject, 'tf' | 'model' | 'inputs' | 'targets'>): Ground {
  const { layers } = model;
  const dense = layers.filter((layer) => layer.getClassName() === 'Dense');
  const [first, last] = [dense[0], dense.at(-1)];
  if (!first || !last) throw new Error('it has no dense layers, which the small nets are made of.');
  const front = layers.slice(0, layers.indexOf(first)).filter((layer) => layer.getClassName() !== 'InputLayer');
  const features = front.reduce((value, layer) => applied(layer, value), inputs);
  if (features.rank !== 2) throw new Error('its dense layers do not take one row of numbers a sample.');
  const hidden = dense.slice(0, -1);
  const middle = hidden[Math.floor(hidden.length / 2)];
  const behind = layers.slice(layers.indexOf(last) + 1).map(activationOf);
  return {
    inputs: features,
    targets,
    width: Math.min(WIDEST, middle ? unitsOf(middle) : USUAL_WIDTH),
    activation: middle ? activationBehind(tf, layers.slice(layers.indexOf(middle))) : USUAL_ACTIVATION,
    output: {
      units: unitsOf(last),
      activation: [activationOf(last), ...behind].find((name) => name !== 'linear') ?? 'linear',
    },
  };
}

/** What a dense layer is followed by before the next one: its own activation, or that of a layer behind it. */
function activationBehind(tf: Tfjs, [dense, ...others]: readonly Layer[]): string {
  const next = others.findIndex((layer) => layer.getClassName() === 'Dense');
  const own = [...(dense ? [dense] : []), ...others.slice(0, next)];
  const name = own.map(activationOf).find((each) => each !== 'linear');
  // A layer that bends in a way of its own (LeakyReLU) has no name that a dense layer takes.
  if (!name) return own.some(isActivation) ? USUAL_ACTIVATION : 'linear';
  try {
    tf.layers.activation({ activation: name as 'relu' });
    return name;
  } catch {
    return USUAL_ACTIVATION;
  }
}

const isActivation = (layer: Layer): boolean => findLayer(layer.getClassName())?.kind === 'activation';

const unitsOf = (layer: Layer): number => layer.getWeights()[0]?.shape.at(-1) ?? 1;

export interface NetShape {
  /** Layers with a kernel, the last one too. */
  readonly depth: number;
  readonly activation: string;
  readonly isNormalized: boolean;
}

/** A net of dense layers that is trained step by step. */
export class SmallNet {
  private readonly layers: readonly Layer[];
  private readonly variables: Variable[];
  private readonly optimizer;
  private steps = 0;

  constructor(
    private readonly tf: Tfjs,
    private readonly subject: DepthSubject,
    private readonly ground: Ground,
    shape: NetShape,
  ) {
    this.layers = layersOf(tf, ground, shape);
    this.optimizer = tf.train.adam(LEARNING_RATE);
    tf.tidy(() => this.forward(ground.inputs.slice(0, 2)));
    this.variables = this.layers.flatMap((layer) => layer.trainableWeights.map((weight) => weight.read() as Variable));
  }

  /** Norms of the loss's gradient with respect to the first and the last kernel, on the batch of the next step. */
  kernelNorms(): readonly [number, number] {
    const [first = 0, last = 0] = this.tf.tidy(() => {
      const { grads } = this.tf.variableGrads(() => this.loss(), this.variables);
      const kernels = this.variables.filter(({ rank }) => rank === 2);
      return [kernels[0], kernels.at(-1)].map((kernel) => (kernel ? normOf(grads[kernel.name] as Tensor) : 0));
    });
    return [first, last];
  }

  /** @returns the loss that the step was taken at */
  step(): number {
    const loss = this.tf.tidy(() => this.optimizer.minimize(() => this.loss(), true, this.variables)?.dataSync()[0]);
    this.steps += 1;
    return loss ?? Number.NaN;
  }

  dispose(): void {
    for (const layer of this.layers) layer.dispose();
    this.optimizer.dispose();
  }

  private loss() {
    const { inputs, targets } = this.ground;
    const samples = inputs.shape[0] ?? 0;
    const size = Math.min(BATCH, samples);
    const from = (this.steps * size) % Math.max(1, samples - size + 1);
    return this.subject.lossOf(targets.slice(from, size), this.forward(inputs.slice(from, size))).asScalar();
  }

  private forward(inputs: Tensor): Tensor {
    return this.layers.reduce((value, layer) => layer.apply(value, { training: true }) as Tensor, inputs);
  }
}

function layersOf(tf: Tfjs, { width, output }: Ground, { depth, activation, isNormalized }: NetShape): Layer[] {
  const dense = (units: number, name: string, seed: number): Layer =>
    tf.layers.dense({
      units,
      activation: name as 'relu',
      kernelInitializer: tf.initializers.glorotUniform({ seed }),
    });
  const hidden = Array.from({ length: depth - 1 }, (_, index) =>
    isNormalized
      ? [
          dense(width, 'linear', index + 1),
          tf.layers.batchNormalization({}),
          tf.layers.activation({ activation: activation as 'relu' }),
        ]
      : [dense(width, activation, index + 1)],
  );
  return [...hidden.flat(), dense(output.units, output.activation, depth)];
}
