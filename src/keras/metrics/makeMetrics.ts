import type { KerasCall, KerasValue } from '../../protocol/keras.js';
import type { Tensor, Tfjs } from '../../trainer/tfjs/tfjs.js';
import { isCall } from '../arguments/isCall.js';
import type { KerasContext } from '../kerasContext.js';
import { lineOf } from '../kerasContext.js';
import type { LossFunction } from '../losses/makeLoss.js';
import { namedValue, plainName } from '../values/namedValue.js';
import { metricFormulas } from './metricFormulas.js';

export type Metric = string | LossFunction;

/** What decides which accuracy `accuracy` is. */
export interface MetricTarget {
  readonly loss: string | null;
  /** Last size of the model's output. */
  readonly units: number | null;
}

/** The metrics of a compile call; one that GradLens lacks is left out with a note. */
export function makeMetrics(
  value: KerasValue | undefined,
  owner: KerasCall,
  context: KerasContext,
  target: MetricTarget,
): Metric[] {
  const metrics = flat(value).flatMap((entry) => metric(entry, owner, context, target) ?? []);
  return metrics.filter((each, i) => metrics.findIndex((other) => nameOf(other) === nameOf(each)) === i);
}

function flat(value: KerasValue | undefined): KerasValue[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(flat);
  if (typeof value === 'object' && !isCall(value)) return Object.values(value).flatMap(flat);
  return [value];
}

function metric(
  value: KerasValue,
  owner: KerasCall,
  { tf, version, notes }: KerasContext,
  { loss, units }: MetricTarget,
): Metric | null {
  const given = namedValue(value, owner);
  if (!given) return null;
  const plain = plainName(given.name);
  if (plain === 'accuracy' || plain === 'acc') {
    // Of several sigmoids TensorFlow 2 asks which is largest, tfjs and Keras 1 whether each is right.
    const largest = loss === 'binaryCrossentropy' && version > 1 && units !== null && units > 1;
    return largest ? metricFunction(tf, 'acc', metricFormulas.categoricalaccuracy) : 'accuracy';
  }
  const formula = Object.hasOwn(metricFormulas, plain) ? metricFormulas[plain] : undefined;
  if (formula) return metricFunction(tf, snakeName(given.name), formula);
  notes.add(`The metric ${given.name} (${lineOf(given.call)}) is none that GradLens can compute: it is left out.`);
  return null;
}

function metricFunction(
  tf: Tfjs,
  name: string,
  formula: ((tf: Tfjs, target: Tensor, output: Tensor) => Tensor) | undefined,
): LossFunction {
  const compute: LossFunction = (target, output) =>
    tf.tidy(() => (formula ? formula(tf, tf.cast(target, 'float32'), output) : output));
  Object.defineProperty(compute, 'name', { value: name });
  return compute;
}

/** `MeanSquaredError` is logged as `mean_squared_error`. */
function snakeName(name: string): string {
  return name.replace(/(?<=[a-z])([A-Z])/g, '_$1').toLowerCase();
}

function nameOf(metricOrName: Metric): string {
  return typeof metricOrName === 'string' ? metricOrName : metricOrName.name;
}
