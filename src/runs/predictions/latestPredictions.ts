import { type KeptSamples, keptOutputs, keptSamples, keptSurface } from '../../protocol/streams/predictions.js';
import type { Fit } from '../types.js';

/** The kept samples of a fit with what the model made of them last. */
export interface LatestPredictions extends Omit<KeptSamples, 'count'> {
  /** Batches that the model had seen. */
  readonly step: number;
  /** Samples that it was asked about. */
  readonly count: number;
  readonly outputs: Float32Array;
  readonly surface: ReturnType<typeof keptSurface> | null;
  /** Of single units. */
  readonly units: ReturnType<typeof keptSurface> | null;
}

/** Null before the first, and where none are kept. */
export function latestPredictions({ summary, samples }: Pick<Fit, 'summary' | 'samples'>): LatestPredictions | null {
  const { samples: kept, predictions, surface, units } = samples;
  const shapes = summary.samples;
  if (!shapes || !kept.latest || !predictions.latest) return null;
  const all = keptSamples(summary, kept.latest.values);
  const { count, outputs } = keptOutputs(predictions.latest.values);
  return {
    ...all,
    step: predictions.latest.step,
    count,
    targets: all.targets.subarray(0, count * shapes.target),
    outputs: outputs.subarray(0, (outputs.length / shapes.count) * count),
    surface: surface.latest ? keptSurface(surface.latest.values) : null,
    units: units.latest ? keptSurface(units.latest.values) : null,
  };
}
