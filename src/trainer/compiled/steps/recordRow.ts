import { optimizerFields } from '../../../tfjs/optimizerFields.js';
import type { Optimizer } from '../../../tfjs/tfjs.js';
import type { RecordedFit, StepRow } from '../../tap/recordedFit.js';
import type { CompiledProgram, CompiledRow } from './compiledProgram.js';

/** Records what a compiled step gave, and counts it with the optimizer where the graph has done its update. */
export function recordRow(
  session: RecordedFit,
  optimizer: Optimizer,
  { step, missing }: CompiledProgram,
  row: CompiledRow,
): StepRow {
  const { histogram, activations, outputRows, exact } = row.extras;
  if (step.optimizer) optimizerFields(optimizer).incrementIterations();
  return session.write({
    loss: row.scalars[0] ?? Number.NaN,
    lossKnown: true,
    metrics: row.scalars.slice(1),
    statistics: exact ? session.plan.readStatistics(exact, missing) : row.statistics,
    histogram: histogram ? session.plan.readHistogram(histogram) : null,
    activations: activations ?? null,
    outputRows: outputRows ?? null,
  });
}
