import { type Activation, codeOf } from '../../tfjs/layerCode.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

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
  const layer = tf.layers.activation({ activation: 'linear' });
  return Object.getPrototypeOf(codeOf(layer).activation?.constructor);
}
