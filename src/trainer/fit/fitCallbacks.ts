import type { BaseCallback, LayersModel } from '../../tfjs/layersModel.js';
import { patch } from '../../tfjs/patch.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

export type Callback = BaseCallback & {
  /** It works with logs of numbers too, where tfjs has tensors. */
  readonly takesNumbers?: true;
};

/** What tfjs hands to callbacks: numbers, or tensors where no earlier callback asked for numbers. */
export type Logs = Record<string, number | Tensor>;

/**
 * The callbacks of a fit as tfjs's own loop configures them: its averaging logger, those that were registered (tfjs-node's progress
 * bar), the user's, the history. tfjs exports none of what makes that list, so its loop is begun, and left before it tells anybody of it.
 * @param begin calls tfjs's loop
 * @returns null where tfjs's loop did not come so far
 */
export function configuredCallbacks(
  tf: Tfjs,
  begin: () => Promise<unknown>,
  given: readonly Callback[],
): Callback[] | null {
  const seen: Callback[] = [];
  const undo = patch(tf, 'configuredCallbacks', {
    setParams: (setParams) =>
      function (this: Callback, params) {
        seen.push(this);
        setParams.call(this, params);
      },
    setModel: () => () => {
      throw new Error('The callbacks are configured');
    },
  });
  try {
    // Whatever else it fails with, it fails with again when it is called for good.
    begin().catch(() => {});
  } finally {
    undo();
  }
  const users = new Set(given);
  const own = seen.filter((callback) => !users.has(callback));
  // A callback of the user's that has a setParams of its own was not seen.
  return own.length < 2 ? null : [...own.slice(0, -1), ...given, ...own.slice(-1)];
}

/** Tells the callbacks of a fit, and what they are told in the form that they expect. */
export class ToldCallbacks {
  private readonly numbersInLogs: boolean;

  /** @param given the user's among them */
  constructor(
    private readonly tf: Tfjs,
    private readonly callbacks: readonly Callback[],
    given: readonly Callback[],
  ) {
    this.numbersInLogs = !given.some((callback) => expectsTensors(tf, callback));
  }

  /** As tfjs's loops do before the first call. @returns the history, which is the last of them */
  begin(model: LayersModel): InstanceType<Tfjs['History']> {
    for (const callback of this.callbacks) callback.setModel(model as never);
    const history = this.callbacks.at(-1) as unknown as InstanceType<Tfjs['History']>;
    model.history = history;
    return history;
  }

  async tell(call: (callback: Callback) => Promise<void>): Promise<void> {
    for (const callback of this.callbacks) await call(callback);
  }

  /** What a batch gave, by its labels. */
  logsOf(labels: readonly string[], values: Float32Array | readonly Tensor[]): Logs {
    return Object.fromEntries(labels.map((label, index) => [label, this.inLogs(values[index] as number | Tensor)]));
  }

  /** Disposes of a batch's tensors, once it has been told. */
  forget(logs: Logs): void {
    this.tf.dispose(Object.values(logs).filter((value) => typeof value !== 'number'));
  }

  private inLogs(value: number | Tensor): number | Tensor {
    if (typeof value === 'number') return this.numbersInLogs ? value : this.tf.scalar(value);
    if (!this.numbersInLogs) return value;
    const [number] = value.dataSync();
    value.dispose();
    return number ?? Number.NaN;
  }
}

/** Whether a callback is of a class of the user's that sees logs, in which tfjs has tensors. */
function expectsTensors(tf: Tfjs, callback: Callback): boolean {
  if (callback.takesNumbers) return false;
  const base = Object.getPrototypeOf(tf.CustomCallback).prototype as Callback;
  const { prototype } = tf.CustomCallback;
  const earlyStopping = tf.callbacks.earlyStopping() as unknown as Callback;
  const ofTfjs = (method: 'onBatchEnd' | 'onEpochEnd') =>
    [base, prototype, earlyStopping].some((owner) => owner[method] === callback[method]);
  return !ofTfjs('onBatchEnd') || !ofTfjs('onEpochEnd');
}
