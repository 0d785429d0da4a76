import { didYouMean } from '../../errors/nearest.js';
import type { KerasCall, KerasValue } from '../../protocol/keras.js';
import type { Regularizer } from '../../tfjs/layerCode.js';
import type { Tfjs } from '../../tfjs/tfjs.js';
import { bindArguments } from '../arguments/bindArguments.js';
import { shown } from '../arguments/boundArguments.js';
import type { KerasContext } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { absolute } from './absolute.js';
import { namedValue, plainName } from './namedValue.js';

/** What `l1`, `l2` and `l1_l2` stand for where they name no number. */
const DEFAULT = 0.01;

/** @throws {SourceError} for one that tfjs lacks */
export function regularizer(
  value: KerasValue | undefined,
  owner: KerasCall,
  context: KerasContext,
): Regularizer | undefined {
  if (value === undefined || value === null) return undefined;
  const given = namedValue(value, owner);
  if (!given)
    throw kerasProblem(owner, `A regularizer of ${owner.name} must be l1, l2, or l1_l2, not ${shown(value)}.`);
  const { tf, version } = context;
  const made = (l1: number, l2: number) => l1l2(tf, l1, l2);
  switch (plainName(given.name).replace(/regularizer$/, '')) {
    case 'l1':
      return made(
        bindArguments(given.call, { order: 'l1 l' }, version, '').number('l1') ?? only(given.call) ?? DEFAULT,
        0,
      );
    case 'l2':
      return made(
        0,
        bindArguments(given.call, { order: 'l2 l' }, version, '').number('l2') ?? only(given.call) ?? DEFAULT,
      );
    case 'l1l2':
    case 'weight':
    case 'activity': {
      const args = bindArguments(given.call, { order: 'l1 l2' }, version, '');
      // The function has a default, the class has none.
      const missing = /^l1_?l2$/.test(given.name) ? DEFAULT : 0;
      return made(args.number('l1') ?? missing, args.number('l2') ?? missing);
    }
    default: {
      const hint = didYouMean(given.name, ['l1', 'l2', 'l1_l2'], 'Try l1, l2, or l1_l2 instead.');
      throw kerasProblem(given.call, `tfjs has no regularizer ${given.name}. ${hint}`);
    }
  }
}

/** tfjs's own, but for the gradient of weights that are 0. */
function l1l2(tf: Tfjs, l1: number, l2: number): Regularizer {
  const own = tf.regularizers.l1l2({ l1, l2 }) as unknown as Regularizer;
  if (l1 !== 0) {
    own.apply = (x) => tf.tidy(() => tf.add(tf.mul(l1, tf.sum(absolute(tf, x))), tf.mul(l2, tf.sum(tf.square(x)))));
  }
  return own;
}

/** `l2(l=0.1)`: the one number had this name once. */
function only(call: KerasCall): number | undefined {
  const { l } = call.named;
  return typeof l === 'number' ? l : undefined;
}
