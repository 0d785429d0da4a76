import { codeOf, type LayerCode } from '../../tfjs/layerCode.js';
import type { Layer, Sequential, Tensor, Tfjs } from '../../tfjs/tfjs.js';

const watched = new WeakMap<Layer, OutputFacts>();

/**
 * What is known of an output beside its numbers. Keras takes a cross-entropy from what the last softmax or sigmoid was computed from,
 * which has a gradient also where the activation has come to 0 or 1; and it leaves masked steps out of loss and metrics.
 */
export class OutputFacts {
  private readonly logits = new WeakMap<Tensor, Tensor>();
  private readonly masks = new WeakMap<Tensor, Tensor>();

  private constructor(
    private readonly tf: Tfjs,
    last: Layer,
  ) {
    this.watch(last);
  }

  /** Those of a model's outputs. A layer is watched once, however often its model is compiled. */
  static of(tf: Tfjs, model: Sequential): OutputFacts {
    const last = model.layers.at(-1);
    if (!last) throw new Error('A model without layers has no output');
    const known = watched.get(last);
    if (known) return known;
    const facts = new OutputFacts(tf, last);
    watched.set(last, facts);
    return facts;
  }

  /** Null where the output is of no softmax or sigmoid. */
  logitsOf(output: Tensor): Tensor | null {
    return this.logits.get(output) ?? null;
  }

  /** float32, 1 for what counts, in the shape of the output without its last dimension; null where all of it does. */
  maskOf(output: Tensor): Tensor | null {
    return this.masks.get(output) ?? null;
  }

  private watch(layer: Layer): void {
    const own = codeOf(layer);
    const [call, computeMask] = [own.call.bind(layer), own.computeMask.bind(layer)];
    const activate = this.activationOf(layer);
    let latest: Tensor | null = null;
    own.call = (inputs, kwargs) => {
      latest = activate ? activate(inputs, kwargs, call) : call(inputs, kwargs);
      return latest;
    };
    // Asked after the call, with the masks of its inputs; what `call` itself is told may be an older layer's.
    own.computeMask = (inputs, given) => {
      const mask = computeMask(inputs, given);
      const [first] = Array.isArray(mask) ? mask : [mask];
      // tfjs disposes of masks before anybody asks for them here.
      if (first && latest) this.masks.set(latest, this.tf.cast(first, 'float32'));
      return mask;
    };
  }

  /** How the layer is called so that what its activation is computed from is kept; null where there is no softmax or sigmoid. */
  private activationOf(
    layer: Layer,
  ): ((...args: [...Parameters<LayerCode['call']>, LayerCode['call']]) => Tensor) | null {
    const { tf } = this;
    const own = codeOf(layer);
    const { activation } = own;
    const name = activation?.getClassName();
    const keep = (output: Tensor, logits: Tensor) => {
      this.logits.set(output, logits);
      return output;
    };
    if (layer.getClassName() === 'Softmax') {
      return (inputs, kwargs, call) => keep(call(inputs, kwargs), kept(tf, inputs, only(inputs)));
    }
    if (!activation || (name !== 'softmax' && name !== 'sigmoid')) return null;
    const linear = codeOf(tf.layers.activation({ activation: 'linear' })).activation;
    return (inputs, kwargs, call) => {
      own.activation = linear;
      try {
        const logits = kept(tf, inputs, call(inputs, kwargs));
        return keep(activation.apply(logits), logits);
      } finally {
        own.activation = activation;
      }
    };
  }
}

/** A tensor of its own where a layer gives back its input: outside of training tfjs disposes of inputs once they are used. */
function kept(tf: Tfjs, inputs: Tensor | Tensor[], output: Tensor): Tensor {
  return output === only(inputs) ? tf.clone(output) : output;
}

function only(inputs: Tensor | Tensor[]): Tensor {
  return (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor;
}
