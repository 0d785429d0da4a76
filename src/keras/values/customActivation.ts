import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** tfjs's class of activations, which its types do not export. */
export interface Activation {
  apply(x: Tensor, axis?: number): Tensor;
  getClassName(): string;
}

type ActivationClass = (new () => Activation) & { className: string };

/** An activation that tfjs does not have, known to it by name so that a layer's configuration can be written and read. */
export function customActivation(tf: Tfjs, name: string, formula: (tf: Tfjs, x: Tensor) => Tensor): Activation {
  class Custom extends baseClass(tf) {
    static override className = name;
    override apply(x: Tensor): Tensor {
      return tf.tidy(() => formula(tf, x));
    }
  }
  tf.serialization.registerClass(Custom as never);
  return new Custom();
}

function baseClass(tf: Tfjs): ActivationClass {
  const layer = tf.layers.activation({ activation: 'linear' }) as unknown as { activation: Activation };
  return Object.getPrototypeOf(layer.activation.constructor);
}
