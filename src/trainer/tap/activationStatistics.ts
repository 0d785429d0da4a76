import {
  ACTIVATION_STATISTIC_COUNT,
  ACTIVATION_STATISTICS,
  type ActivationStatistic,
} from '../../protocol/activations.js';
import { SATURATION, type SaturationBounds } from '../../protocol/saturation.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { scaledNorm, sumOfEach } from './groupStatistics.js';
import { outputRows, outputVector, samplesOf } from './outputVector.js';
import type { LayerOutput } from './watchOutputs.js';

/** Elements from which a tensor is measured alone: then arithmetic costs more than dispatch, and a copy is better saved. */
const LARGE = 65_536;
/** Differences between one output's values, relative to the largest of them, that are float32's rounding alone. */
const SAME = 1e-6;

/** What is measured of a batch's outputs, as tensors. */
export interface MeasuredOutputs {
  /** As `readOutputs` reads it. */
  readonly figures: Tensor;
  /** As `readRows` reads it; null where no rows are wanted. */
  readonly rows: Tensor | null;
}

/**
 * What is measured of the outputs of all layers: the statistics of protocol/activations.ts, and what more of them
 * is told over several batches. Nothing but tensor operations of fixed constants, nothing read: what records a step's operations can record
 * these. Call it inside `tf.tidy`.
 * @param outputs in the order of the layers, with the units last; null, or another type than float32, gives NaN
 * @param activations tfjs's names of the activations whose values the outputs are
 * @param withRows whether the rows are wanted that ranks are computed of
 */
export function activationStatistics(
  tf: Tfjs,
  outputs: readonly LayerOutput[],
  activations: readonly (string | null)[],
  withRows: boolean,
): MeasuredOutputs {
  const groups = groupsOf(outputs, activations);
  const measured = groups.map((group) => ofGroup(tf, group));
  const order = groups.flatMap(({ members }) => members.map(({ layer }) => layer));
  const missing = tf.fill([1, ACTIVATION_STATISTIC_COUNT], Number.NaN);
  const positions = outputs.map((_, layer) => (order.includes(layer) ? order.indexOf(layer) : order.length));
  const all = tf.concat([...measured.map(({ statistics }) => statistics), missing], 0);
  const members = groups.flatMap((group) => group.members);
  return {
    figures: outputVector(
      tf,
      tf.gather(all, tf.tensor1d(positions, 'int32')),
      members,
      measured.map(({ alive }) => alive),
    ),
    rows: withRows ? outputRows(tf, members) : null,
  };
}

interface Member {
  readonly layer: number;
  readonly output: Tensor;
  readonly signal: Tensor | null;
}

interface Group {
  readonly members: Member[];
  readonly bounds: SaturationBounds | null;
}

/** Dispatch is what small nets pay for, so outputs of one shape and activation share their operations. */
function groupsOf(outputs: readonly LayerOutput[], activations: readonly (string | null)[]): Group[] {
  const groups = new Map<string, Group>();
  for (const [layer, { output, signal }] of outputs.entries()) {
    if (output?.dtype !== 'float32' || output.size === 0) continue;
    const bounds = SATURATION.get(activations[layer] ?? '') ?? null;
    const key = output.size >= LARGE ? String(layer) : [output.shape, bounds?.low, bounds?.high].join('/');
    const group = groups.get(key) ?? { members: [], bounds };
    group.members.push({ layer, output, signal });
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** @returns `statistics` as [members, ACTIVATION_STATISTIC_COUNT], and for each unit, [members, units], whether it was other than 0 */
function ofGroup(tf: Tfjs, { members, bounds }: Group): { readonly statistics: Tensor; readonly alive: Tensor } {
  const { output: first } = members[0] as Member;
  const count = members.length;
  const elements = first.size;
  const samples = samplesOf(first);
  const units = first.shape.at(-1) ?? 1;
  const shape: [number, number, number] = [count, samples, elements / samples];
  const values = stacked(
    tf,
    members.map(({ output }) => output),
    shape,
  );
  const sum = sumOfEach(tf);
  const meanOf = (each: Tensor) => tf.div(sum(each), elements);
  const share = (each: Tensor) => meanOf(tf.cast(each, 'float32'));

  const mean = meanOf(values);
  const centered = tf.sub(values, tf.reshape(mean, [count, 1, 1]));
  const saturated = bounds
    ? share(tf.logicalOr(tf.less(values, bounds.low), tf.greater(values, bounds.high)))
    : tf.fill([count], Number.NaN);

  // Over the samples, [members, outputs of a sample].
  const [highest, lowest] = [tf.max(values, 1), tf.min(values, 1)];
  const sizes = tf.maximum(tf.abs(highest), tf.abs(lowest));
  const isSame = tf.lessEqual(tf.sub(highest, lowest), tf.mul(sizes, SAME));
  const unitSizes = tf.max(tf.reshape(sizes, [count, elements / samples / units, units]), 1);
  const figures: Record<ActivationStatistic, Tensor> = {
    actZeros: share(tf.equal(values, 0)),
    // Of several batches, by whoever has seen those before.
    actDead: tf.fill([count], Number.NaN),
    actSaturated: saturated,
    actMean: mean,
    actStd: tf.sqrt(meanOf(tf.square(centered))),
    actSame: samples > 1 ? tf.mean(tf.cast(isSame, 'float32'), 1) : tf.fill([count], Number.NaN),
    actGradNorm: signalNorms(tf, members, shape),
  };
  const statistics = tf.stack(
    ACTIVATION_STATISTICS.map((name) => figures[name]),
    1,
  );
  return { statistics, alive: tf.cast(tf.notEqual(unitSizes, 0), 'float32') };
}

function signalNorms(tf: Tfjs, members: readonly Member[], shape: [number, number, number]): Tensor {
  if (members.every(({ signal }) => signal === null)) return tf.fill([members.length], Number.NaN);
  const signals = members.map(({ output, signal }) => signal ?? tf.fill(output.shape, Number.NaN));
  return scaledNorm(tf, stacked(tf, signals, shape));
}

function stacked(tf: Tfjs, tensors: readonly Tensor[], shape: [number, number, number]): Tensor {
  const [first] = tensors as [Tensor];
  return tf.reshape(tensors.length === 1 ? first : tf.stack([...tensors]), shape);
}
