import type { Layer, Sequential, Tensor, Tfjs } from '../../trainer/tfjs/tfjs.js';
import type { Activation } from '../values/customActivation.js';

interface Activated {
  activation?: Activation;
  call(inputs: Tensor | Tensor[], kwargs: object): Tensor;
}

/**
 * Finds what the last softmax or sigmoid was computed from: Keras takes its cross-entropy from there, which has a gradient also
 * where the activation has come to 0 or 1.
 */
export class Logits {
  private readonly inputs = new WeakMap<Tensor, Tensor>();

  constructor(
    private readonly tf: Tfjs,
    model: Sequential,
  ) {
    const last = model.layers.at(-1);
    const { activation } = (last ?? {}) as unknown as Activated;
    const name = activation?.getClassName();
    if (last && activation && (name === 'softmax' || name === 'sigmoid')) this.watch(last, activation);
  }

  /** Null where the output is of no softmax or sigmoid. */
  of(output: Tensor): Tensor | null {
    return this.inputs.get(output) ?? null;
  }

  private watch(layer: Layer, activation: Activation): void {
    const own = layer as unknown as Activated;
    const call = own.call.bind(layer);
    const linear = (this.tf.layers.activation({ activation: 'linear' }) as unknown as Required<Activated>).activation;
    own.call = (inputs, kwargs) => {
      own.activation = linear;
      let logits: Tensor;
      try {
        logits = call(inputs, kwargs);
      } finally {
        own.activation = activation;
      }
      const output = activation.apply(logits);
      // Both live until the scope of the step ends.
      this.inputs.set(output, logits);
      return output;
    };
  }
}
