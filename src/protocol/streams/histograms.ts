import { HISTOGRAM_BINS, HISTOGRAM_EDGES } from '../histogramBins.js';
import { declareSampledStream } from './stream.js';

/** Gradients of all variables on a batch, counted by their size: FitSummary.variables.length x HISTOGRAM_BINS. */
export const histogramStream = declareSampledStream(
  'histograms',
  {
    type: 'uint32',
    width: ({ variables }) => variables.length * HISTOGRAM_BINS,
    columns: ({ variables }) =>
      variables.map(({ name }, index) => ({ name, width: HISTOGRAM_BINS, start: index * HISTOGRAM_BINS, stride: 1 })),
  },
  {
    sampling: {
      keptRows: 256,
      ofVariable: (variable) => ({ from: variable * HISTOGRAM_BINS, to: (variable + 1) * HISTOGRAM_BINS }),
    },
    // Whoever reads the counts elsewhere finds the bins' edges with them.
    metadata: { 'gradlens.histogramEdges': JSON.stringify(HISTOGRAM_EDGES) },
  },
);
