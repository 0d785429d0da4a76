import type { FitSummary } from '../../protocol/fit.js';
import type { SeriesChunk } from '../../protocol/seriesChunk.js';
import type { FitFigures } from './fitFigures.js';
import type { CurvePoint } from './lossCurve.js';

/** Keras adds penalties to the loss of a validation, tfjs does not. */
export const isInValidation = ({ metricsOver }: Pick<FitSummary, 'metricsOver'>): boolean => metricsOver === 'epoch';

/**
 * The fit with losses of its answers alone: what regularizers add is taken off, as it is known at the fit's begin and at ends of epochs, and in
 * between on a line. It is the same where nothing is added. A guess costs no penalty, so that only these can be held against one.
 */
export function withoutPenalties(fit: FitFigures): FitFigures {
  const { summary, epochs, series } = fit;
  const known: CurvePoint[] = [{ step: 0, penalty: summary.penalty }, ...epochs].flatMap(({ step, penalty }) =>
    penalty === undefined ? [] : [{ step, value: penalty }],
  );
  const last = known.at(-1);
  // That of the start weights alone says nothing of those that epochs have trained.
  if (!last || (last.step === 0 && epochs.length > 0)) return fit;
  const at = (step: number): number => onLine(known, step);
  return {
    ...fit,
    penalty: last.value,
    epochs: epochs.map((epoch, index) => {
      const logs = { ...epoch.logs };
      const middle = ((epochs[index - 1]?.step ?? 0) + epoch.step) / 2;
      if (logs.loss !== undefined) logs.loss -= at(middle);
      if (logs.val_loss !== undefined && isInValidation(summary)) logs.val_loss -= at(epoch.step);
      return { ...epoch, logs };
    }),
    series: {
      length: series.length,
      read(key, from, to, buckets) {
        const chunk = series.read(key, from, to, buckets);
        return key === 'loss' ? lowered(chunk, at) : chunk;
      },
    },
  };
}

function lowered(chunk: SeriesChunk, penalty: (step: number) => number): SeriesChunk {
  const { size, from } = chunk;
  const less = (values: Float32Array) => values.map((value, index) => value - penalty((from + index + 0.5) * size));
  return { size, from, min: less(chunk.min), max: less(chunk.max), mean: less(chunk.mean) };
}

function onLine(points: readonly CurvePoint[], step: number): number {
  const after = points.find((point) => point.step >= step) ?? points.at(-1);
  const before = points.findLast((point) => point.step <= step) ?? after;
  if (!after || !before) return 0;
  const length = after.step - before.step;
  return length > 0 ? before.value + ((step - before.step) / length) * (after.value - before.value) : before.value;
}
