import * as v from 'valibot';
import { activationStream } from './activations.js';
import { batchStream } from './batches.js';
import { histogramStream } from './histograms.js';
import { predictionStream, sampleStream, surfaceStream, unitStream } from './predictions.js';
import { rankStream } from './ranks.js';
import type { SampleOf, Stream } from './stream.js';

/** The streams whose rows come now and then. */
export const SAMPLED_STREAMS = {
  activations: activationStream,
  histograms: histogramStream,
  ranks: rankStream,
  samples: sampleStream,
  predictions: predictionStream,
  surface: surfaceStream,
  units: unitStream,
} as const;
export type SampledName = keyof typeof SAMPLED_STREAMS;
export type SamplesOf<Name extends SampledName> = SampleOf<(typeof SAMPLED_STREAMS)[Name]>;

const ALL = { batches: batchStream, ...SAMPLED_STREAMS };

export const STREAMS: readonly Stream[] = Object.values(ALL);

/** What a trainer sends: rows of one of the streams. */
export const Records = v.variant(
  'stream',
  Object.values(ALL).map(({ schema }) => schema),
);
export type Records = v.InferOutput<typeof Records>;

export const streamOf = ({ stream }: Pick<Records, 'stream'>): Stream => ALL[stream];
