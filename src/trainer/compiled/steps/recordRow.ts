import type { RecordedFit, StepRow } from '../../tap/recordedFit.js';
import type { CompiledRow } from './compiledProgram.js';

/** Records what a compiled step gave. @param missing indices of the variables without a gradient */
export function recordRow(session: RecordedFit, row: CompiledRow, missing: readonly number[]): StepRow {
  const { histogram, activations, exact } = row.extras;
  return session.write({
    loss: row.scalars[0] ?? Number.NaN,
    lossKnown: true,
    metrics: row.scalars.slice(1),
    statistics: exact ? session.plan.readStatistics(exact, missing) : row.statistics,
    histogram: histogram ? session.plan.readHistogram(histogram) : null,
    activations: activations ?? null,
  });
}
