import {
  ACTIVATION_STATISTIC_COUNT,
  ACTIVATION_STATISTICS,
  type ActivationRecord,
  activationIndex,
} from '../protocol/activations.js';
import type { FitSummary } from '../protocol/fit.js';
import { encodeRows, encodeSchema } from './arrowStream.js';
import type { ByteSource } from './byteSource.js';
import type { Column } from './columns.js';
import type { FitEncoder } from './recordsWriter.js';
import { openFitFile, recordMetadata, STEP_COLUMN } from './schema.js';

/** `fit-N.activations.arrow` beside the step: one row every N batches; each statistic is a list with one value for each layer. */
function activationColumns({ layers }: FitSummary) {
  const statistics = layers.length === 0 ? [] : ACTIVATION_STATISTICS;
  return statistics.map((statistic) => {
    const column: Column = { name: statistic, type: 'float32', width: layers.length };
    return { statistic, column };
  });
}

export function activationsEncoder(summary: FitSummary): FitEncoder<ActivationRecord> {
  const statistics = activationColumns(summary);
  const columns = [STEP_COLUMN, ...statistics.map(({ column }) => column)];
  return {
    start: encodeSchema(columns, recordMetadata(summary)),
    encode({ step, values }) {
      const lists = statistics.map(({ statistic }) =>
        Float32Array.from(summary.layers, (_, layer) => values[activationIndex(layer, statistic)] ?? Number.NaN),
      );
      return encodeRows(columns, 1, [Int32Array.of(step), ...lists]);
    },
  };
}

/** The activations of a fit's file that are whole, in order; a cut or damaged rest is left out. What the file has no column for is NaN. */
export function* readActivations(source: ByteSource, summary: FitSummary): Generator<ActivationRecord> {
  const stream = openFitFile(source);
  if (!stream) return;
  const layers = summary.layers.length;
  const there = activationColumns(summary).filter(({ column }) => stream.has(column));
  let last = -1;
  for (const stored of stream.pieces()) {
    const steps = stored.load(STEP_COLUMN);
    const lists = there.map(({ statistic, column }) => ({ statistic, list: stored.load(column) }));
    if (!steps || lists.some(({ list }) => list === null)) return;
    for (const [row, step] of steps.entries()) {
      if (step <= last) return;
      last = step;
      const values = new Float32Array(layers * ACTIVATION_STATISTIC_COUNT).fill(Number.NaN);
      for (const { statistic, list } of lists) {
        for (let layer = 0; layer < layers; layer++) {
          values[activationIndex(layer, statistic)] = list?.[row * layers + layer] ?? Number.NaN;
        }
      }
      yield { fit: summary.fit, step, values };
    }
  }
}
