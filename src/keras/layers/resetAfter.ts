import { codeOf, type GruCell, type Recurrent } from '../../tfjs/layerCode.js';
import type { Layer, LayerVariable, Tensor, Tfjs } from '../../tfjs/tfjs.js';

/**
 * A GRU that applies the reset gate after the product with the recurrent kernel, as TensorFlow 2 does; tfjs's own applies it before.
 * The bias has two rows: that of the inputs and that of the state.
 */
export function resetAfter(tf: Tfjs, layer: Layer): Layer {
  const { cell } = codeOf<Recurrent>(layer);
  const [build, call, getConfig] = [cell.build.bind(cell), cell.call.bind(cell), cell.getConfig.bind(cell)];

  cell.build = (input) => {
    const { useBias } = cell;
    Object.assign(cell, { useBias: false });
    build(input);
    Object.assign(cell, { useBias });
    if (useBias) {
      const { biasInitializer, biasRegularizer, biasConstraint } = cell;
      const shape = [2, 3 * cell.units];
      cell.bias = cell.addWeight('bias', shape, 'float32', biasInitializer, biasRegularizer, true, biasConstraint);
    }
  };
  cell.call = (inputs, kwargs) => {
    // Its own step makes the masks of dropout once a batch; what else it computes is not needed.
    const needsMasks =
      (cell.dropout > 0 && !cell.dropoutMask) || (cell.recurrentDropout > 0 && !cell.recurrentDropoutMask);
    if (needsMasks) makeMasks(() => call(inputs, kwargs));
    return tf.tidy(() => step(tf, cell, inputs));
  };
  cell.getConfig = () => ({ ...getConfig(), resetAfter: true });
  return layer;

  function makeMasks(run: () => void): void {
    const { bias, useBias } = cell;
    Object.assign(cell, { bias: null, useBias: false });
    tf.tidy(() => {
      run();
    });
    Object.assign(cell, { bias, useBias });
  }
}

function step(tf: Tfjs, cell: GruCell, [input, state]: readonly Tensor[]): Tensor[] {
  if (!input || !state) throw new Error('A GRU needs an input and a state');
  const { units, activation, recurrentActivation, dropoutMask, recurrentDropoutMask } = cell;
  const x = dropoutMask?.[0] ? tf.mul(input, dropoutMask[0]) : input;
  const h = recurrentDropoutMask?.[0] ? tf.mul(state, recurrentDropoutMask[0]) : state;
  const biases = cell.bias ? tf.split(cell.bias.read(), 2, 0).map((bias) => tf.reshape(bias, [3 * units])) : [];
  const product = (a: Tensor, kernel: LayerVariable, bias: Tensor | undefined) => {
    const result: Tensor = tf.matMul(a, kernel.read());
    return bias ? tf.add(result, bias) : result;
  };
  const [xz, xr, xh] = tf.split(product(x, cell.kernel, biases[0]), 3, 1) as [Tensor, Tensor, Tensor];
  const [hz, hr, hh] = tf.split(product(h, cell.recurrentKernel, biases[1]), 3, 1) as [Tensor, Tensor, Tensor];
  const z = recurrentActivation.apply(tf.add(xz, hz));
  const r = recurrentActivation.apply(tf.add(xr, hr));
  const candidate = activation.apply(tf.add(xh, tf.mul(r, hh)));
  const next: Tensor = tf.add(tf.mul(z, h), tf.mul(tf.sub(1, z), candidate));
  return [next, next];
}
