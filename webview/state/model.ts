import type {
  Activations,
  Detail,
  FitView,
  HeatUpdate,
  Latest,
  Progress,
  RunItem,
  RunView,
  SeriesUpdate,
  ToPage,
} from '../../src/protocol/dashboard.js';

/** Logs of all epochs; `rows` as in EpochUpdate. */
export interface EpochTable {
  readonly keys: readonly string[];
  readonly rows: Float64Array;
}

/** A stretch of batches, `to` exclusive. */
export interface Zoom {
  readonly from: number;
  readonly to: number;
}

/** Everything that the page shows. */
export interface PageModel {
  /** Of the last snapshot; null until the first. */
  readonly generation: number | null;
  readonly runs: readonly RunItem[];
  readonly diskBytes: number | null;
  readonly run: RunView | null;
  readonly fit: FitView | null;
  readonly progress: Progress | null;
  readonly series: ReadonlyMap<string, SeriesUpdate>;
  readonly heat: HeatUpdate | null;
  readonly epochs: EpochTable;
  readonly latest: Latest | null;
  /** Null while the layers' outputs are not measured. */
  readonly activations: Activations | null;
  readonly zoom: Zoom | null;
  /** The zoomed stretch in more detail, once the host has sent it. */
  readonly detail: Detail | null;
}

export type PageEvent = ToPage | { readonly type: 'zoom'; readonly zoom: Zoom | null };

export const emptyModel: PageModel = {
  generation: null,
  runs: [],
  diskBytes: null,
  run: null,
  fit: null,
  progress: null,
  series: new Map(),
  heat: null,
  epochs: { keys: [], rows: new Float64Array() },
  latest: null,
  activations: null,
  zoom: null,
  detail: null,
};
