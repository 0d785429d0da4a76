import type { Engine } from '../../tfjs/engine.js';
import { gradientsByName } from '../../tfjs/gradients.js';
import type { LayersModel } from '../../tfjs/layersModel.js';
import { optimizerFields } from '../../tfjs/optimizerFields.js';
import { patch, patchOne } from '../../tfjs/patch.js';
import type { Gradients, Optimizer, Tensor, Tfjs, TrainFunction, TrainingModel } from '../../tfjs/tfjs.js';
import type { GradientClipping } from './gradientClipping.js';
import type { RecordedFit } from './recordedFit.js';
import type { StepListener } from './stepListener.js';
import type { EagerStep, StepRunner, StepWatcher } from './stepWatcher.js';
import { type StepContext, TrainingStep } from './trainingStep.js';

/** A loss, and the function that computed it. */
interface Derivation {
  readonly loss: Tensor;
  readonly compute: () => Tensor;
}

type Decision = Pick<StepContext, 'watcher' | 'heard'>;

/**
 * Sees the very gradients that optimizers apply, in `fit`, `fitDataset`, `trainOnBatch`, `optimizer.minimize` and
 * `optimizer.applyGradients`: no second backward pass, no change to what is computed.
 */
export class GradientTap {
  private step: TrainingStep | null = null;
  /** What a gradient was derived from, for updates made with `applyGradients` alone. */
  private readonly derivations = new WeakMap<Tensor, Derivation>();
  private readonly lastLoss = new WeakMap<Optimizer, number>();
  private readonly tapped = new WeakSet<object>();
  /** How the next batch of a train function is trained, where that is decided already. */
  private decided: Decision | null = null;

  /** @param runner null where every step is eager */
  constructor(
    private readonly tf: Tfjs,
    private readonly listener: StepListener,
    private readonly runner: StepRunner | null,
    private readonly clipping: GradientClipping,
  ) {
    this.tapTrainFunction();
    this.tapMinimize();
    this.rememberLosses();
    const { SGDOptimizer, MomentumOptimizer, AdagradOptimizer, AdadeltaOptimizer } = tf;
    const { AdamOptimizer, AdamaxOptimizer, RMSPropOptimizer } = tf;
    const known = [
      SGDOptimizer,
      MomentumOptimizer,
      AdagradOptimizer,
      AdadeltaOptimizer,
      AdamOptimizer,
      AdamaxOptimizer,
    ];
    for (const { prototype } of [...known, RMSPropOptimizer]) this.tapApplyGradients(prototype);
  }

  /** Calls a train function for a batch of which it is decided how it is trained. */
  decidedly<T>(decision: Decision, train: () => T): T {
    this.decided = decision;
    try {
      return train();
    } finally {
      this.decided = null;
    }
  }

  /** Who watches the step under way. */
  get watcher(): StepWatcher | null {
    return this.step?.watcher ?? null;
  }

  private tapTrainFunction(): void {
    const tap = this;
    patch(this.tf, 'batches', {
      makeTrainFunction: (makeTrainFunction) =>
        function (this: LayersModel) {
          const train = makeTrainFunction.call(this);
          return (data) => tap.trainStep(this, data, train);
        },
    });
  }

  private trainStep(model: TrainingModel, data: Tensor[], train: TrainFunction): Tensor[] {
    const { decided, runner } = this;
    this.decided = null;
    const session = this.listener.sessionOfModel(model);
    this.tapApplyGradients(model.optimizer_);
    const eager: EagerStep = (watcher, heard) => {
      const sessions = session ? [session] : [];
      return this.inStep({ sessions, batch: { model, data }, loss: null, watcher, heard }, null, () => train(data));
    };
    if (decided) return eager(decided.watcher, decided.heard);
    const inputs = model.inputs.length;
    session?.seeBatch(data.slice(0, inputs), data.slice(inputs, 2 * inputs));
    return session && runner ? runner.runBatch(model, session, data, eager) : eager(null);
  }

  private tapMinimize(): void {
    const tap = this;
    patch(this.tf, 'ownSteps', {
      minimize: (minimize) =>
        function (this: Optimizer, f, returnCost = false, varList) {
          if (tap.step) return minimize.call(this, f, returnCost, varList);
          if (!tap.listener.admitStep()) return returnCost ? tap.tf.scalar(tap.lastLoss.get(this) ?? Number.NaN) : null;
          tap.tapApplyGradients(this);
          const step = () => {
            const value = minimize.call(this, f, true, varList);
            return value ? [value] : [];
          };
          const eager: EagerStep = (watcher, heard) =>
            tap.inStep({ sessions: null, batch: null, loss: f, watcher, heard }, this, step);
          const [cost] = tap.runner ? tap.runner.runUpdate(this, eager) : eager(null);
          tap.listener.ownStepDone();
          if (returnCost) return (cost as ReturnType<typeof tap.tf.scalar>) ?? null;
          cost?.dispose();
          return null;
        },
    });
  }

  /** Taps the class that defines the method, once; a user's own optimizer class is met when it is first used. */
  private tapApplyGradients(optimizer: Optimizer): void {
    let owner: Optimizer = optimizer;
    while (!Object.hasOwn(owner, 'applyGradients')) owner = Object.getPrototypeOf(owner);
    if (this.tapped.has(owner)) return;
    this.tapped.add(owner);
    const tap = this;
    patchOne(optimizerFields(owner), 'updates', {
      applyGradients: (applyGradients) =>
        function (this: Optimizer, gradients) {
          const apply = (own: Gradients) => applyGradients.call(this, own as never);
          const given = gradients as Gradients;
          if (tap.step?.applying) return apply(given);
          const update = (step: TrainingStep) =>
            tap.clipping.clipped(this, given, (clipped) => step.update(this, clipped, apply));
          if (tap.step) return update(tap.step);
          if (!tap.listener.admitStep()) return;
          const heard = (session: RecordedFit) => session.tellMode('gradients are not computed by the optimizer');
          const derived = tap.derivationOf(given);
          const context = { sessions: null, batch: null, loss: derived?.compute ?? null, watcher: null };
          tap.inStep({ ...context, heard: tap.runner ? heard : undefined }, this, () => {
            if (tap.step) update(tap.step);
            return derived && !derived.loss.isDisposed ? [derived.loss] : [];
          });
          tap.listener.ownStepDone();
        },
    });
  }

  private rememberLosses(): void {
    const { derivations } = this;
    patch(this.tf, 'derivations', {
      gradients: (gradients) =>
        function (this: Engine, ...args) {
          const result = gradients.apply(this, args);
          const derivation = { loss: result.value, compute: args[0] };
          for (const gradient of result.grads) if (gradient) derivations.set(gradient, derivation);
          return result;
        },
    });
  }

  private derivationOf(gradients: Gradients): Derivation | null {
    const tensors = [...gradientsByName(gradients).values()];
    const known = tensors.map((tensor) => tensor && this.derivations.get(tensor)).filter((each) => each != null);
    return known.find(({ loss }) => !loss.isDisposed) ?? known[0] ?? null;
  }

  /** @param optimizer of a step made by hand, whose loss is remembered for calls after Stop */
  private inStep(
    context: Omit<StepContext, 'tf' | 'listener'>,
    optimizer: Optimizer | null,
    run: () => Tensor[],
  ): Tensor[] {
    const { tf, listener } = this;
    const step = new TrainingStep({ ...context, tf, listener });
    const outer = this.step;
    this.step = step;
    try {
      return step.run(run, ({ loss }) => {
        if (optimizer) this.lastLoss.set(optimizer, loss);
      });
    } finally {
      this.step = outer;
    }
  }
}
