import { STATISTIC_COUNT, type Statistic, statisticIndex } from '../../protocol/statistics.js';
import type { TrainerProblem } from '../../protocol/trainer.js';
import type { CreatedLayers } from '../capture/createdLayers.js';
import type { Batch, Restore } from '../tap/stepListener.js';
import type { Layer, Tensor, Tfjs } from '../tfjs/tfjs.js';
import type { FitSession, StepRow } from './fitSession.js';

/** Whether the loss, a gradient or a weight of the batch is NaN or infinite. */
export function isNotANumber({ loss, lossKnown, statistics }: StepRow): boolean {
  return (lossKnown && !Number.isFinite(loss)) || firstBrokenVariable(statistics) !== -1;
}

function firstBrokenVariable(statistics: Float32Array): number {
  for (let variable = 0; variable < statistics.length / STATISTIC_COUNT; variable++) {
    const value = (name: Statistic) => statistics[statisticIndex(variable, name)];
    const hasGradient = !Number.isNaN(value('gradNaNs'));
    if (hasGradient && !Number.isFinite(value('gradNorm'))) return variable;
    if (!Number.isFinite(value('weightNorm'))) return variable;
  }
  return -1;
}

export interface BrokenStep {
  readonly session: FitSession;
  readonly row: StepRow;
  readonly batch: Batch | null;
  readonly restore: Restore;
}

/**
 * Says at which step and in which layer, by order of computation, numbers broke first. The batch is computed once more, layer by
 * layer, on the weights that it was computed with; where every layer's output is finite, the loss or the backward pass broke.
 */
export function describeNotANumber(tf: Tfjs, broken: BrokenStep, created: CreatedLayers): TrainerProblem {
  const { session, row, batch, restore } = broken;
  const { layers, variables } = session.summary;
  const place = batch && restore(() => inScope(tf, () => findInForwardPass(tf, batch)));
  const variable = variables[firstBrokenVariable(row.statistics)];
  const layer = place?.layer ? layers.find(({ name }) => name === place.layer?.name) : layers[variable?.layer ?? -1];
  const turned = `${whatBroke(row)} at step ${row.step} (epoch ${session.epoch + 1})`;
  const message = place?.input
    ? `${turned}: the batch's input already has NaN or infinite values.`
    : `${turned}${layer ? `, first in layer ${layer.name}` : ''}. A smaller learning rate or normalised data often helps.`;
  return {
    kind: 'not-a-number',
    severity: 'warning',
    message,
    location: layer?.location ?? (place?.layer ? created.placeOf(place.layer) : null) ?? session.summary.location,
    stack: null,
  };
}

function whatBroke({ loss, lossKnown }: StepRow): string {
  if (lossKnown && Number.isNaN(loss)) return 'The loss turned NaN';
  return Number.isFinite(loss) || !lossKnown
    ? 'A gradient or weight turned NaN or infinite'
    : 'The loss turned infinite';
}

interface BrokenPlace {
  /** Null where all outputs are finite. */
  readonly layer: Layer | null;
  readonly input: boolean;
}

function findInForwardPass(tf: Tfjs, { model, data }: Batch): BrokenPlace | null {
  const [input] = data;
  const layers = model.layers.filter((layer) => layer.getClassName() !== 'InputLayer');
  if (!input) return null;
  if (!allFinite(tf, input)) return { layer: layers[0] ?? null, input: true };
  let value = input;
  try {
    for (const layer of layers) {
      const output = layer.apply(value) as Tensor | Tensor[];
      value = Array.isArray(output) ? (output[0] as Tensor) : output;
      if (!allFinite(tf, value)) return { layer, input: false };
    }
    return { layer: null, input: false };
  } catch {
    // A layer that cannot be applied alone; the gradients tell less, but enough.
    return null;
  }
}

/** `tf.tidy` for results that are not tensors. */
function inScope<T>(tf: Tfjs, run: () => T): T {
  tf.engine().startScope();
  try {
    return run();
  } finally {
    tf.engine().endScope();
  }
}

function allFinite(tf: Tfjs, tensor: Tensor): boolean {
  return tf.sum(tf.mul(tf.cast(tensor, 'float32'), 0)).dataSync()[0] === 0;
}
