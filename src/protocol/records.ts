/**
 * Consecutive batches of one fit as columns. All arrays have `rows` entries times their width, row by row, and are
 * safe to transfer. Values are Float32 as the backend computed them.
 */
export interface RecordBatch {
  readonly fit: number;
  readonly rows: number;
  /** Batch number in the fit, from 0. */
  readonly step: Int32Array;
  /** Epoch of each batch, from 0. */
  readonly epoch: Int32Array;
  /** Milliseconds since the fit started, at the batch's end. */
  readonly time: Float64Array;
  readonly loss: Float32Array;
  /** rows x FitSummary.metrics.length */
  readonly metrics: Float32Array;
  /** rows x FitSummary.variables.length x STATISTIC_COUNT; see `statisticIndex`. */
  readonly statistics: Float32Array;
}

/** Histograms of all variables' gradients on one batch. */
export interface HistogramRecord {
  readonly fit: number;
  readonly step: number;
  /** variables x HISTOGRAM_BINS counts. */
  readonly counts: Uint32Array;
}
