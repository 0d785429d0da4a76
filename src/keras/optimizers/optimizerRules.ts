import type { BoundArguments } from '../arguments/boundArguments.js';
import { adadelta, adagrad, ftrl, rmsprop, sgd } from './gradientRules.js';
import { adam, adamax, lion, nadam } from './momentRules.js';
import type { UpdateRule } from './updateRule.js';

/** An optimizer of Keras: what it takes and how it starts. */
export interface OptimizerRule {
  readonly className: string;
  readonly order: string;
  readonly oldOrder?: string;
  /** Learning rate of Keras 1, and of Keras 2 and 3. */
  readonly learningRate: readonly [number, number];
  readonly weightDecay?: number;
  make(args: BoundArguments, old: boolean): UpdateRule;
}

const epsilon = (args: BoundArguments, old: boolean) => args.number('epsilon') ?? (old ? 1e-8 : 1e-7);
const beta1 = (args: BoundArguments, missing = 0.9) => args.number('beta_1') ?? missing;
const beta2 = (args: BoundArguments, missing = 0.999) => args.number('beta_2') ?? missing;

const adamRule: OptimizerRule = {
  className: 'Adam',
  order: 'learning_rate beta_1 beta_2 epsilon amsgrad',
  learningRate: [0.001, 0.001],
  make: (args, old) => adam(beta1(args), beta2(args), epsilon(args, old), args.flag('amsgrad') ?? false),
};

/** By plain name: lower case without lines, without an ending Optimizer. */
export const optimizerRules: Readonly<Record<string, OptimizerRule>> = {
  sgd: {
    className: 'SGD',
    order: 'learning_rate momentum nesterov',
    oldOrder: 'learning_rate momentum decay nesterov',
    learningRate: [0.01, 0.01],
    make: (args) => sgd(args.number('momentum') ?? 0, args.flag('nesterov') ?? false),
  },
  rmsprop: {
    className: 'RMSprop',
    order: 'learning_rate rho momentum epsilon centered',
    oldOrder: 'learning_rate rho epsilon decay',
    learningRate: [0.001, 0.001],
    make: (args, old) =>
      rmsprop(
        args.number('rho') ?? 0.9,
        args.number('momentum') ?? 0,
        epsilon(args, old),
        args.flag('centered') ?? false,
        old,
      ),
  },
  adagrad: {
    className: 'Adagrad',
    order: 'learning_rate initial_accumulator_value epsilon',
    oldOrder: 'learning_rate epsilon decay',
    learningRate: [0.01, 0.001],
    make: (args, old) => adagrad(args.number('initial_accumulator_value') ?? (old ? 0 : 0.1), epsilon(args, old), old),
  },
  adadelta: {
    className: 'Adadelta',
    order: 'learning_rate rho epsilon',
    learningRate: [1, 0.001],
    make: (args, old) => adadelta(args.number('rho') ?? 0.95, epsilon(args, old)),
  },
  adam: adamRule,
  adamw: {
    ...adamRule,
    className: 'AdamW',
    order: 'learning_rate weight_decay beta_1 beta_2 epsilon amsgrad',
    weightDecay: 0.004,
  },
  adamax: {
    className: 'Adamax',
    order: 'learning_rate beta_1 beta_2 epsilon',
    learningRate: [0.002, 0.001],
    make: (args, old) => adamax(beta1(args), beta2(args), epsilon(args, old)),
  },
  nadam: {
    className: 'Nadam',
    order: 'learning_rate beta_1 beta_2 epsilon schedule_decay',
    learningRate: [0.002, 0.001],
    make: (args, old) => {
      const decay = args.number('schedule_decay');
      const base = 0.96 ** ((decay ?? 0.004) / 0.004);
      return nadam(beta1(args), beta2(args), epsilon(args, old), base, !old && decay === undefined);
    },
  },
  ftrl: {
    className: 'Ftrl',
    order:
      'learning_rate learning_rate_power initial_accumulator_value l1_regularization_strength l2_regularization_strength l2_shrinkage_regularization_strength beta',
    learningRate: [0.001, 0.001],
    make: (args) =>
      ftrl(
        args.number('learning_rate_power') ?? -0.5,
        args.number('initial_accumulator_value') ?? 0.1,
        args.number('l1_regularization_strength') ?? 0,
        args.number('l2_regularization_strength') ?? 0,
        args.number('l2_shrinkage_regularization_strength') ?? 0,
        args.number('beta') ?? 0,
      ),
  },
  lion: {
    className: 'Lion',
    order: 'learning_rate beta_1 beta_2',
    learningRate: [0.001, 0.001],
    make: (args) => lion(beta1(args), beta2(args, 0.99)),
  },
};

/** Names of TensorFlow 1. */
export const optimizerAliases: Readonly<Record<string, string>> = {
  gradientdescent: 'sgd',
  momentum: 'sgd',
};
