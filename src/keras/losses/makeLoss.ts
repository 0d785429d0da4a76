import type { KerasCall, KerasValue } from '../../protocol/keras.js';
import type { Sequential, Tensor, Tfjs } from '../../trainer/tfjs/tfjs.js';
import { bindArguments } from '../arguments/bindArguments.js';
import { type BoundArguments, shown } from '../arguments/boundArguments.js';
import { isCall } from '../arguments/isCall.js';
import type { KerasContext } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { namedValue, plainName } from '../values/namedValue.js';
import { Logits } from './logits.js';
import type { LossFormula } from './lossFormulas.js';
import { lossRules } from './lossRules.js';

export type LossFunction = (target: Tensor, output: Tensor) => Tensor;

export interface KerasLoss {
  /** tfjs's name of the loss, or of the nearest one that takes the same targets; null where it has none. */
  readonly tfjsName: string | null;
  /** What Keras computes; named as in Keras. */
  readonly compute: LossFunction;
}

/** @throws {SourceError} for a loss that is a function of the user's own, or that GradLens lacks */
export function makeLoss(
  value: KerasValue | undefined,
  owner: KerasCall,
  model: Sequential,
  context: KerasContext,
): KerasLoss {
  const only = single(value);
  const given = only === undefined ? null : namedValue(only, owner);
  if (!given) {
    const found = only === undefined || only === null ? 'there is none' : `it is ${shown(only)}`;
    throw kerasProblem(owner, `compile needs a loss by its name, such as loss='mse'; ${found}.`);
  }
  const plain = plainName(given.name).replace(/loss$/, '');
  const rule = Object.hasOwn(lossRules, plain) ? lossRules[plain] : undefined;
  if (!rule) {
    throw kerasProblem(
      given.call,
      `The loss ${given.name} is none that GradLens can compute: a Python function is not run. Try 'mse' or 'categorical_crossentropy'.`,
    );
  }
  const args = bindArguments(
    given.call,
    { order: 'from_logits label_smoothing axis delta gamma alpha apply_class_balancing ignore_class y_true y_pred' },
    context.version,
    'reduction name dtype',
  );
  const formula = rule.make(args, new Logits(context.tf, model));
  const compute = reduced(context.tf, formula, args);
  Object.defineProperty(compute, 'name', { value: rule.tfjsName ?? snakeName(given.name) });
  return { tfjsName: rule.tfjsName, compute };
}

/** A list or dictionary of one. */
function single(value: KerasValue | undefined): KerasValue | undefined {
  if (Array.isArray(value)) return value.length === 1 ? value[0] : value;
  if (typeof value !== 'object' || value === null || isCall(value)) return value;
  const entries = Object.values(value);
  return entries.length === 1 ? entries[0] : value;
}

/** A sum over the batch, of which tfjs takes the mean. */
function reduced(tf: Tfjs, formula: LossFormula, args: BoundArguments): LossFunction {
  const isSum = /^sum$/i.test(String(args.value('reduction') ?? ''));
  return (target, output) =>
    tf.tidy(() => {
      const losses = formula(tf, tf.cast(target, 'float32'), output);
      return isSum ? tf.mul(losses, losses.size) : losses;
    });
}

function snakeName(name: string): string {
  return name.replace(/(?<=[a-z])([A-Z])/g, '_$1').toLowerCase();
}
