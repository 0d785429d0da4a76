import { badData, brokenBackwards, brokenOwnLoop, brokenUpdate, whatBroke } from '../../diagnosis/notANumber.js';
import { layerText } from '../../diagnosis/run/layerName.js';
import { hasGradient, isMeasured, statisticOf, variablesIn } from '../../protocol/statistics.js';
import type { TrainerProblem } from '../../protocol/trainer.js';
import { engineOf } from '../../tfjs/engine.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { RecordedFit, StepRow } from '../tap/recordedFit.js';
import type { Batch, Restore } from '../tap/stepListener.js';
import { badSamples, tensorsIn } from './badSamples.js';
import { brokenComputation } from './brokenComputation.js';
import { brokenOwnLoss } from './brokenOwnLoss.js';
import type { Cause, NotANumberContext } from './notANumberCause.js';

/** Whether the loss, or a gradient or a weight of a batch that was measured, is NaN or infinite. */
export function isNotANumber({ loss, lossKnown, statistics }: StepRow): boolean {
  return (lossKnown && !Number.isFinite(loss)) || firstBrokenVariable(statistics) !== -1;
}

function firstBrokenVariable(statistics: Float32Array): number {
  if (!isMeasured(statistics)) return -1;
  for (let variable = 0; variable < variablesIn(statistics); variable++) {
    if (hasBrokenGradient(statistics, variable)) return variable;
    if (!Number.isFinite(statisticOf(statistics, variable, 'weightNorm'))) return variable;
  }
  return -1;
}

export interface BrokenStep {
  readonly session: RecordedFit;
  readonly row: StepRow;
  readonly batch: Batch | null;
  /** What computed the loss of a step made by hand; null where that is not known. */
  readonly loss: (() => Tensor) | null;
  readonly restore: Restore;
  /** What the `fit` under way was given: inputs and targets; empty where only its batches are known. */
  readonly given: readonly unknown[];
}

/**
 * Says at which batch, counted from 1, numbers broke, and what broke them: the data, the first layer by order of computation, the loss, or the way
 * back.
 * The batch is computed once more on the weights that it was computed with.
 */
export function describeNotANumber(context: NotANumberContext, broken: BrokenStep): TrainerProblem {
  const { session, row } = broken;
  const { text, location, first, layer = null } = causeOf(context, broken);
  return {
    kind: 'not-a-number',
    severity: 'warning',
    message: `${whatBroke(row)} at batch ${row.step + 1} (epoch ${session.epoch + 1})${text}`,
    location: location ?? session.summary.location,
    stack: null,
    broke: { fit: session.summary.fit, step: row.step, isInfinite: isInfinite(row), first, layer },
  };
}

const isInfinite = ({ loss, lossKnown }: Pick<StepRow, 'loss' | 'lossKnown'>): boolean =>
  lossKnown && Math.abs(loss) === Number.POSITIVE_INFINITY;

function causeOf(context: NotANumberContext, broken: BrokenStep): Cause {
  const { session, batch, loss, given, restore } = broken;
  const inData = batch && (badGiven(given) ?? badBatch(batch));
  if (inData) return inData;
  const again = <T>(compute: () => T): T => restore(() => inScope(context.tf, compute));
  const computed = batch && again(() => brokenComputation(context, batch));
  const own = !batch && loss && again(() => brokenOwnLoss(context, session, loss));
  return computed ?? (own || seenInWeights(broken));
}

/** A sample of what the whole fit was given. */
function badGiven(given: readonly unknown[]): Cause | null {
  for (const [index, name] of (['inputs', 'targets'] as const).entries()) {
    for (const tensor of tensorsIn(given[index])) {
      const bad = tensor.isDisposed ? null : badSamples(tensor);
      if (bad) return { text: badData(`the ${name} have`, bad, 'samples'), location: null, first: name };
    }
  }
  return null;
}

function badBatch({ data, model }: Batch): Cause | null {
  const inputs = model.inputs.length;
  for (const [index, tensor] of data.entries()) {
    const bad = tensor ? badSamples(tensor) : null;
    if (!bad) continue;
    const name = index < inputs ? 'inputs' : index < 2 * inputs ? 'targets' : 'sample weights';
    const text = badData(`the batch's ${name} already have`, bad, 'in the batch');
    return { text, location: null, first: name === 'inputs' ? 'inputs' : 'targets' };
  }
  return null;
}

/** Without a batch that can be computed anew: what the gradients and weights tell. */
function seenInWeights({ session, row, batch }: BrokenStep): Cause {
  const { layers, variables } = session.summary;
  const brokenOnes = [...variables.keys()].filter((variable) => hasBrokenGradient(row.statistics, variable));
  const last = brokenOnes.at(-1) ?? firstBrokenVariable(row.statistics);
  const index = variables[last]?.layer ?? -1;
  const layer = layers[index];
  if (!layer) return { text: batch ? '' : brokenOwnLoop(null), location: null, first: null };
  const { location } = layer;
  const name = layerText(session, index);
  if (!batch) return { text: brokenOwnLoop(name), location, first: null };
  return { text: brokenOnes.length === 0 ? brokenUpdate(name) : brokenBackwards(name), location, first: null };
}

function hasBrokenGradient(statistics: Float32Array, variable: number): boolean {
  return hasGradient(statistics, variable) && !Number.isFinite(statisticOf(statistics, variable, 'gradNorm'));
}

/** `tf.tidy` for results that are not tensors. */
function inScope<T>(tf: Tfjs, run: () => T): T {
  const engine = engineOf(tf);
  engine.startScope();
  try {
    return run();
  } finally {
    engine.endScope();
  }
}
