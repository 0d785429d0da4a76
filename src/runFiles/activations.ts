import { ACTIVATION_STATISTIC_COUNT, ACTIVATION_STATISTICS, type ActivationRecord } from '../protocol/activations.js';
import type { FitSummary } from '../protocol/fit.js';
import { storedRows } from './arrowMessages.js';
import { encodeRows, encodeSchema } from './arrowStream.js';
import type { ByteSource } from './byteSource.js';
import type { Column } from './columns.js';
import type { FitEncoder } from './recordsWriter.js';
import { recordMetadata } from './schema.js';

/** `fit-N.activations.arrow`: one row every N batches; each statistic is a list with one value for each layer. */
function activationColumns({ layers }: FitSummary): readonly Column[] {
  const statistics = layers.length === 0 ? [] : ACTIVATION_STATISTICS;
  return [
    { name: 'step', type: 'int32', width: null },
    ...statistics.map((name): Column => ({ name, type: 'float32', width: layers.length })),
  ];
}

export function activationsEncoder(summary: FitSummary): FitEncoder<ActivationRecord> {
  const columns = activationColumns(summary);
  return {
    start: encodeSchema(columns, recordMetadata(summary)),
    encode({ step, values }) {
      const statistics = columns
        .slice(1)
        .map((_, statistic) => values.filter((_, index) => index % ACTIVATION_STATISTIC_COUNT === statistic));
      return encodeRows(columns, 1, [Int32Array.of(step), ...statistics.map((list) => Float32Array.from(list))]);
    },
  };
}

/** The activations of a fit's file that are whole, in order; a cut or damaged rest is left out. */
export function* readActivations(source: ByteSource, summary: FitSummary): Generator<ActivationRecord> {
  const columns = activationColumns(summary);
  const layers = summary.layers.length;
  let last = -1;
  for (const stored of storedRows(source, columns)) {
    const steps = stored.load(0);
    const lists = columns.slice(1).map((_, index) => stored.load(1 + index));
    if (!steps || lists.includes(null)) return;
    for (const [row, step] of steps.entries()) {
      if (step <= last) return;
      last = step;
      const values = new Float32Array(layers * ACTIVATION_STATISTIC_COUNT);
      for (const [statistic, list] of lists.entries()) {
        for (let layer = 0; layer < layers; layer++) {
          values[layer * ACTIVATION_STATISTIC_COUNT + statistic] = list?.[row * layers + layer] ?? Number.NaN;
        }
      }
      yield { fit: summary.fit, step, values };
    }
  }
}
