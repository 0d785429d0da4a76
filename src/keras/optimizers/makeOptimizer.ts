import { nearest } from '../../errors/nearest.js';
import type { KerasCall, KerasValue } from '../../protocol/keras.js';
import type { LayerVariable, Optimizer } from '../../tfjs/tfjs.js';
import { bindArguments } from '../arguments/bindArguments.js';
import { type BoundArguments, shown } from '../arguments/boundArguments.js';
import { isCall } from '../arguments/isCall.js';
import { noteUnread } from '../arguments/noteUnread.js';
import type { KerasContext } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { namedValue, plainName } from '../values/namedValue.js';
import { kerasOptimizer } from './kerasOptimizer.js';
import { optimizerAliases, optimizerRules } from './optimizerRules.js';
import { type Schedule, schedule } from './schedules.js';

/** What every optimizer takes. */
const common =
  'name decay weight_decay clipnorm clipvalue global_clipnorm use_ema ema_momentum ema_overwrite_frequency jit_compile loss_scale_factor gradient_accumulation_steps use_locking';

/**
 * The optimizer of a compile call.
 * @param weights the model's weights once it trains
 * @throws {SourceError} for one that neither tfjs nor GradLens has
 */
export function makeOptimizer(
  value: KerasValue | undefined,
  owner: KerasCall,
  context: KerasContext,
  weights: () => readonly LayerVariable[],
): Optimizer {
  const given = namedValue(value ?? 'rmsprop', owner);
  if (!given)
    throw kerasProblem(
      owner,
      `The optimizer must be the name or an object of a Keras optimizer, not ${shown(value ?? null)}.`,
    );
  const plain = plainName(given.name).replace(/optimizer$/, '');
  const name = Object.hasOwn(optimizerAliases, plain) ? (optimizerAliases[plain] ?? plain) : plain;
  const rule = Object.hasOwn(optimizerRules, name) ? optimizerRules[name] : undefined;
  if (!rule) {
    throw kerasProblem(given.call, `tfjs has no optimizer ${given.name}. ${didYouMean(plain)}`);
  }
  const old = context.version === 1;
  const args = bindArguments(given.call, rule, context.version, common);
  const rate = learningRate(args, rule.learningRate[old ? 0 : 1], context);
  const norm = args.number('clipnorm');
  const made = kerasOptimizer(context.tf, {
    className: rule.className,
    rule: rule.make(args, old),
    learningRate: rate.first,
    schedule: rate.schedule,
    weightDecay: args.number('weight_decay') ?? rule.weightDecay,
    clipValue: args.number('clipvalue'),
    clipNorm: old ? undefined : norm,
    // Keras 1 took the norm over all weights.
    globalClipNorm: args.number('global_clipnorm') ?? (old ? norm : undefined),
    weights,
    config: {},
  });
  noteUnread(args, context.notes);
  return made;
}

function learningRate(
  args: BoundArguments,
  missing: number,
  { version }: KerasContext,
): { first: number; schedule: Schedule | null } {
  const value = args.value('learning_rate');
  if (isCall(value)) {
    const steps = schedule(value, version);
    return { first: steps(0), schedule: steps };
  }
  const first = args.number('learning_rate') ?? missing;
  const decay = args.number('decay') ?? 0;
  if (decay === 0) return { first, schedule: null };
  return { first, schedule: (step) => first / (1 + decay * step) };
}

function didYouMean(name: string): string {
  const meant = nearest(name, Object.keys(optimizerRules));
  return meant ? `Did you mean '${meant}'?` : "Try 'adam' or 'sgd' instead.";
}
