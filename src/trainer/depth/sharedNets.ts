import type { Layer, Tensor, Variable } from '../../tfjs/tfjs.js';
import type { DepthSubject } from './depthSubject.js';
import { BATCH, type Ground, LEARNING_RATE } from './smallNets.js';

/** Pairs of an input and a target. */
export type Pairs = Pick<Ground, 'inputs' | 'targets'>;

export interface SharedSamples {
  readonly ground: Ground;
  /** In the order of which each beginning is a share. */
  readonly training: Pairs;
  readonly validation: Pairs;
  /** Samples of each share. */
  readonly shares: readonly number[];
}

/**
 * Nets of one depth, one a share, which begin with the same weights. All of them are one net with a further axis: a small step takes as long as its
 * operations are many, and so there are as many for all shares as for one.
 */
export class SharedNets {
  private readonly layers: readonly { readonly kernel: Variable; readonly bias: Variable; readonly bend: Layer }[];
  private readonly optimizer;
  private readonly own: Pairs;
  private readonly held: Tensor;
  private steps = 0;

  /** @param depth layers in the middle */
  constructor(
    private readonly subject: DepthSubject,
    private readonly samples: SharedSamples,
    depth: number,
  ) {
    const { tf } = subject;
    const { ground, shares, validation } = samples;
    const { width, activation, output, inputs } = ground;
    const bendAs = (name: string): Layer => tf.layers.activation({ activation: name as 'relu' });
    const [middle, last] = [bendAs(activation), bendAs(output.activation)];
    const sizes = [inputs.shape[1] ?? 1, ...Array.from({ length: depth }, () => width), output.units];
    this.layers = sizes.slice(1).map((units, at) => {
      const kernel = tf.initializers.glorotUniform({ seed: at + 1 }).apply([1, sizes[at] ?? 1, units], 'float32');
      return {
        kernel: tf.variable(tf.tile(kernel, [shares.length, 1, 1])),
        bias: tf.variable(tf.zeros([shares.length, 1, units])),
        bend: at < depth ? middle : last,
      };
    });
    this.optimizer = tf.train.adam(LEARNING_RATE);
    const [most = 0] = validation.inputs.shape;
    this.own = this.rows(shares.map((count) => Array.from({ length: most }, (_, at) => at % count)));
    this.held = tf.tile(tf.expandDims(validation.inputs, 0), [shares.length, 1, 1]);
  }

  /** One of each net, on the next samples of its share, which go round and round. */
  step(): void {
    const { subject, samples, steps } = this;
    const { tf } = subject;
    const variables = this.layers.flatMap(({ kernel, bias }) => [kernel, bias]);
    const count = samples.shares.length;
    tf.tidy(() => {
      const { inputs, targets } = this.rows(
        samples.shares.map((share) => Array.from({ length: BATCH }, (_, at) => (steps * BATCH + at) % share)),
      );
      const flat = (tensor: Tensor): Tensor => tensor.reshape([count * BATCH, ...tensor.shape.slice(2)]);
      // A sum over nets: none has any part in another's gradient.
      this.optimizer.minimize(
        () => tf.mul(subject.lossOf(flat(targets), flat(this.forward(inputs))), count).asScalar(),
        false,
        variables,
      );
    });
    this.steps += 1;
  }

  /** The loss of each net on its own samples and on those for validation. */
  measure(): { readonly training: number; readonly validation: number }[] {
    const { subject, samples, own, held } = this;
    const { validation, shares } = samples;
    return subject.tf.tidy(() => {
      const [ownOutputs, heldOutputs] = [this.forward(own.inputs), this.forward(held)];
      const [most = 0] = validation.inputs.shape;
      const lossAt = (targets: Tensor, outputs: Tensor, net: number, rows: number): number => {
        const [loss = Number.NaN] = subject
          .lossOf(targets, outputs.slice([net], [1]).squeeze([0]).slice(0, rows))
          .dataSync();
        return loss;
      };
      return shares.map((share, net) => {
        const rows = Math.min(share, most);
        const targets = own.targets.slice([net], [1]).squeeze([0]).slice(0, rows);
        return {
          training: lossAt(targets, ownOutputs, net, rows),
          validation: lossAt(validation.targets, heldOutputs, net, most),
        };
      });
    });
  }

  dispose(): void {
    const { layers, optimizer, own, held, subject } = this;
    subject.tf.dispose([layers.map(({ kernel, bias }) => [kernel, bias]), own.inputs, own.targets, held]);
    optimizer.dispose();
  }

  /** Of each share these samples, with an axis for the nets in front. */
  private rows(ofShares: readonly (readonly number[])[]): Pairs {
    const { tf } = this.subject;
    const { inputs, targets } = this.samples.training;
    return tf.tidy(() => {
      const indices = tf.tensor1d(ofShares.flat(), 'int32');
      const of = (tensor: Tensor): Tensor =>
        tf.gather(tensor, indices).reshape([ofShares.length, -1, ...tensor.shape.slice(1)]);
      return { inputs: of(inputs), targets: of(targets) };
    });
  }

  private forward(inputs: Tensor): Tensor {
    const { tf } = this.subject;
    return this.layers.reduce(
      (value, { kernel, bias, bend }) => bend.apply(tf.add(tf.matMul(value, kernel), bias)) as Tensor,
      inputs,
    );
  }
}
