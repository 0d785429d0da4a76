import {
  ACTIVATION_STATISTIC_COUNT,
  ACTIVATION_STATISTICS,
  type ActivationStatistic,
} from '../../protocol/activations.js';
import { SATURATION, type SaturationBounds } from '../../protocol/saturation.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { sumOfEach } from './groupStatistics.js';

/** Elements from which a tensor is measured alone: then arithmetic costs more than dispatch, and a copy is better saved. */
const LARGE = 65_536;

/**
 * The statistics of protocol/activations.ts for the outputs of all layers, as [layers, ACTIVATION_STATISTIC_COUNT]. Nothing but tensor
 * operations of fixed constants, nothing read: what records a step's operations can record these. Call it inside `tf.tidy`.
 * @param outputs in the order of the layers; null, or another type than float32, gives NaN
 * @param activations tfjs's names of the activations whose values the outputs are
 */
export function activationStatistics(
  tf: Tfjs,
  outputs: readonly (Tensor | null)[],
  activations: readonly (string | null)[],
): Tensor {
  const groups = groupsOf(outputs, activations);
  const rows = groups.map(({ members, bounds }) =>
    ofGroup(
      tf,
      members.map(({ output }) => output),
      bounds,
    ),
  );
  const order = groups.flatMap(({ members }) => members.map(({ layer }) => layer));
  const missing = tf.fill([1, ACTIVATION_STATISTIC_COUNT], Number.NaN);
  const positions = outputs.map((_, layer) => (order.includes(layer) ? order.indexOf(layer) : order.length));
  return tf.gather(tf.concat([...rows, missing], 0), tf.tensor1d(positions, 'int32'));
}

interface Group {
  readonly members: { readonly layer: number; readonly output: Tensor }[];
  readonly bounds: SaturationBounds | null;
}

/** Dispatch is what small nets pay for, so outputs of one shape and activation share their operations. */
function groupsOf(outputs: readonly (Tensor | null)[], activations: readonly (string | null)[]): Group[] {
  const groups = new Map<string, Group>();
  for (const [layer, output] of outputs.entries()) {
    if (output?.dtype !== 'float32') continue;
    const bounds = SATURATION.get(activations[layer] ?? '') ?? null;
    const key = output.size >= LARGE ? String(layer) : [output.shape, bounds?.low, bounds?.high].join('/');
    const group = groups.get(key) ?? { members: [], bounds };
    group.members.push({ layer, output });
    groups.set(key, group);
  }
  return [...groups.values()];
}

function ofGroup(tf: Tfjs, outputs: readonly Tensor[], bounds: SaturationBounds | null): Tensor {
  const [first] = outputs as [Tensor];
  const count = outputs.length;
  const elements = first.size;
  const rows = first.rank > 1 ? (first.shape[0] ?? 1) : 1;
  const stacked = count === 1 ? first : tf.stack([...outputs]);
  const values = tf.reshape(stacked, [count, rows, rows === 0 ? 0 : elements / rows]);
  const sum = sumOfEach(tf);
  const meanOf = (each: Tensor) => tf.div(sum(each), elements);
  const share = (each: Tensor) => meanOf(tf.cast(each, 'float32'));

  const mean = meanOf(values);
  const centered = tf.sub(values, tf.reshape(mean, [count, 1, 1]));
  const saturated = bounds
    ? share(tf.logicalOr(tf.less(values, bounds.low), tf.greater(values, bounds.high)))
    : tf.fill([count], Number.NaN);
  const figures: Record<ActivationStatistic, Tensor> = {
    actZeros: share(tf.equal(values, 0)),
    actSaturated: saturated,
    actMean: mean,
    actStd: tf.sqrt(meanOf(tf.square(centered))),
  };
  return tf.stack(
    ACTIVATION_STATISTICS.map((name) => figures[name]),
    1,
  );
}
