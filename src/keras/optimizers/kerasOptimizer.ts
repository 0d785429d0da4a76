import { engineOf } from '../../tfjs/engine.js';
import { gradientsByName, presentGradients } from '../../tfjs/gradients.js';
import { constraintOf } from '../../tfjs/layerCode.js';
import type { Gradients, LayerVariable, Optimizer, Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';
import { type Clipping, clipGradients } from './clipping.js';
import type { Schedule } from './schedules.js';
import type { FusedUpdate, Update, UpdateRule } from './updateRule.js';

export interface OptimizerOptions extends Clipping {
  /** The class's name in Keras. */
  readonly className: string;
  readonly rule: UpdateRule;
  readonly learningRate: number;
  /** The learning rate of each step, from 0; null leaves the one that was set last. */
  readonly schedule: Schedule | null;
  /** Share of a weight, times the learning rate, that is taken off before each update. */
  readonly weightDecay: number | undefined;
  /** The model's weights, for their constraints. */
  weights(): readonly LayerVariable[];
  readonly config: Record<string, unknown>;
}

/** What stands for an optimizer's code in a compiled step. */
export interface FusedKerasUpdate {
  readonly fused: FusedUpdate;
  /** What the next step multiplies with; sets the learning rate, where a schedule decides it. */
  nextRate(): number;
  /** What the last step multiplied with. */
  lastRate(): number;
  /** What is kept of a weight; null before its first update. */
  slotsOf(name: string): readonly Variable[] | null;
}

const fusedUpdates = new WeakMap<Optimizer, () => FusedKerasUpdate | null>();

/** Null where the optimizer is none of these, or does more than operations of TensorFlow's own do: its code has to run then. */
export function fusedKerasUpdate(optimizer: Optimizer): FusedKerasUpdate | null {
  return fusedUpdates.get(optimizer)?.() ?? null;
}

/** What the learning rates of an optimizer's schedule are multiplied by. */
const SCHEDULE_FACTOR = Symbol('schedule factor');

/** An optimizer that computes what Keras's does, to the place of epsilon. `learningRate` may be set while it trains. */
export function kerasOptimizer(tf: Tfjs, options: OptimizerOptions): Optimizer {
  const { rule } = options;

  class KerasOptimizer extends tf.Optimizer {
    static className = options.className;
    learningRate = options.learningRate;
    [SCHEDULE_FACTOR] = 1;
    /** Variables, so that whoever compiles a training step sees them change. */
    private readonly slots = new Map<string, Variable[]>();

    override applyGradients(gradients: Gradients): void {
      const entries = presentGradients(gradientsByName(gradients));
      this.followSchedule();
      const step = this.iterations + 1;
      const rate = this.rateOf(step);
      rule.begin?.(step, entries.length);
      tf.tidy(() => {
        const clipped = clipGradients(
          tf,
          entries.map(({ tensor }) => tensor),
          options,
        );
        entries.forEach(({ name }, i) => {
          this.update(name, { gradient: clipped[i] as Tensor, step, rate });
        });
        applyConstraints(
          options.weights(),
          entries.map(({ name }) => name),
        );
      });
      this.incrementIterations();
    }

    private followSchedule(): void {
      if (options.schedule) this.learningRate = options.schedule(this.iterations) * this[SCHEDULE_FACTOR];
    }

    private rateOf(step: number): number {
      return rule.rate?.(this.learningRate, step) ?? this.learningRate;
    }

    get fusedUpdate(): FusedKerasUpdate | null {
      const { clipValue, clipNorm, globalClipNorm, weightDecay } = options;
      const doesMore = [clipValue, clipNorm, globalClipNorm].some((each) => each !== undefined) || Boolean(weightDecay);
      if (!rule.fused || doesMore || options.weights().some(constraintOf)) return null;
      return {
        fused: rule.fused,
        nextRate: () => {
          this.followSchedule();
          return this.rateOf(this.iterations + 1);
        },
        lastRate: () => this.rateOf(this.iterations),
        slotsOf: (name) => (rule.slots.length === 0 ? [] : (this.slots.get(name) ?? null)),
      };
    }

    private update(name: string, step: Pick<Update, 'gradient' | 'step' | 'rate'>): void {
      const variable = engineOf(tf).registeredVariables[name];
      if (!variable) return;
      const slots =
        this.slots.get(name) ?? rule.slots.map((start) => tf.variable(tf.fill(variable.shape, start), false));
      this.slots.set(name, slots);
      const { weightDecay: decay } = options;
      const value: Tensor = decay ? tf.sub(variable, tf.mul(variable, decay * this.learningRate)) : variable;
      const next = rule.update({ tf, value, slots, learningRate: this.learningRate, ...step });
      for (const [index, slot] of slots.entries()) slot.assign(next.slots[index] as never);
      variable.assign(next.value as never);
    }

    override dispose(): void {
      tf.dispose([...this.slots.values()].flat());
      this.slots.clear();
      super.dispose();
    }

    override getConfig() {
      return { ...options.config, learningRate: this.learningRate } as ReturnType<Optimizer['getConfig']>;
    }
  }
  const optimizer = new KerasOptimizer();
  fusedUpdates.set(optimizer, () => optimizer.fusedUpdate);
  return optimizer;
}

/** Multiplies all learning rates that the schedule of an optimizer gives from now on; nothing where it is none of these optimizers. */
export function scaleSchedule(optimizer: Optimizer & { [SCHEDULE_FACTOR]?: number }, factor: number): void {
  const before = optimizer[SCHEDULE_FACTOR];
  if (before !== undefined) optimizer[SCHEDULE_FACTOR] = before * factor;
}

/** tfjs constrains a weight that is written, not one that an optimizer updates. */
function applyConstraints(weights: readonly LayerVariable[], updated: readonly string[]): void {
  for (const weight of weights) {
    const constraint = constraintOf(weight);
    const variable = weight.read() as Tensor & { name: string; assign(value: Tensor): void };
    if (constraint && updated.includes(variable.name)) variable.assign(constraint.apply(variable));
  }
}
