import { isOfValidation } from '../protocol/seriesKey.js';
import type { SourceModel } from '../protocol/source.js';
import type { SweepMeasure, SweepTrial } from '../protocol/sweep.js';
import { measuredBy } from '../runs/bestValue.js';
import { layerFigures } from '../runs/layerFigures.js';
import type { Run } from '../runs/types.js';
import { pairedRun } from '../trials/pairedRun.js';

/** What trials are compared by, as the first one that has come to a value tells; null before. */
export function measureOf(run: Run, model: Pick<SourceModel, 'span'>): SweepMeasure | null {
  const { logs } = pairedRun(run, model);
  if (logs.length === 0) return null;
  const name = measuredBy([...new Set(logs.flatMap((each) => Object.keys(each)))]);
  return { name, isLargerBetter: !/loss$/.test(name), isValidation: isOfValidation(name) };
}

/** What a run has come to by a sweep's measure. */
export function figuresOf(
  run: Run,
  model: Pick<SourceModel, 'span'>,
  { name, isLargerBetter }: SweepMeasure,
): Pick<SweepTrial, 'epochs' | 'last' | 'best' | 'bestEpoch' | 'loss' | 'firstGradient'> {
  const { logs } = pairedRun(run, model);
  const values = logs.map((each) => each[name] ?? Number.NaN);
  const best = values.reduce<number | null>((found, value, index) => {
    if (Number.isNaN(value)) return found;
    const before = found === null ? Number.NaN : (values[found] ?? Number.NaN);
    return !(isLargerBetter ? value <= before : value >= before) ? index : found;
  }, null);
  const at = best === null ? null : logs[best];
  const fit = run.fits.findLast(({ latest }) => latest !== null);
  return {
    epochs: run.fits.at(-1)?.epochs.length ?? 0,
    last: values.at(-1) ?? null,
    best: best === null ? (values.length > 0 ? Number.NaN : null) : (values[best] ?? null),
    bestEpoch: best,
    loss: (at && (at.val_loss ?? at.loss)) ?? null,
    firstGradient: (fit && layerFigures(fit)[0]?.recentNorm) ?? null,
  };
}
