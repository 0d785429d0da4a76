import * as v from 'valibot';
import { Lesson } from '../lesson.js';
import { Count } from '../schema.js';
import { SEVERITIES } from '../severity.js';
import { type FigureName, figureIndex } from '../statistics.js';
import { askedPart } from './askedPart.js';
import { comparisonPart } from './comparisonPart.js';
import { depthPart } from './depthPart.js';
import { epochsPart } from './epochsPart.js';
import { factsPart } from './factsPart.js';
import { foldsPart } from './foldsPart.js';
import { HeatUpdate, heatPart } from './heatPart.js';
import { layerCurvesPart } from './layerCurvesPart.js';
import { outputPart } from './outputPart.js';
import { Floats, type StateOf, small, type UpdatesOf, versioned } from './part.js';
import { predictionsPart } from './predictionsPart.js';
import { RunItem, RunView, Tone } from './runView.js';
import { SeriesUpdates, seriesPart } from './seriesPart.js';
import { sweepPart } from './sweepPart.js';
import { tryItPart } from './tryItPart.js';

export type LayerView = v.InferOutput<typeof LayerView>;
const LayerView = v.object({
  /** tfjs's own name. */
  name: v.string(),
  /** By its position in the model: `1 Dense 16 relu`. */
  label: v.string(),
  /** Such as `? × 28 × 28 × 1`. */
  outputShape: v.string(),
  /** Values of its output for one sample; null where a size is open. */
  outputs: v.nullable(Count),
  params: Count,
  /** What a sample costs on its way forward, and how that comes about; null where it is not known. */
  multiplyAdds: v.nullable(v.object({ count: Count, how: v.string() })),
  /** The weight whose gradient stands for the layer, its kernel where it has one; null where none is recorded. */
  weight: v.nullable(v.string()),
  /** Why `weight` is null. */
  noGradient: v.nullable(v.picklist(['no weights', 'frozen'])),
  /** Whether its line in the source is known. */
  revealable: v.boolean(),
});

/** What does not change during a fit: the model, how it trains, what is recorded. */
export type FitView = v.InferOutput<typeof FitView>;
const FitView = v.object({
  fit: Count,
  name: v.string(),
  optimizer: v.string(),
  /** As text, as it may be NaN; null where the optimizer tells none. */
  learningRate: v.nullable(v.string()),
  loss: v.string(),
  metrics: v.array(v.string()),
  /** Those of the metrics that are better the higher they are. */
  higherIsBetter: v.array(v.string()),
  /** Null for runs of versions that did not tell. */
  metricsOver: v.nullable(v.picklist(['batches', 'epoch'])),
  batchSize: v.nullable(v.number()),
  layers: v.array(LayerView),
});

export type Progress = v.InferOutput<typeof Progress>;
const Progress = v.object({
  /** The one that trains, from 1; how many were completed where no number of them is asked for, and once the fit has ended. */
  epoch: Count,
  /** Epochs asked for. */
  totalEpochs: v.nullable(Count),
  /** Batches done in the fit. */
  batches: Count,
  /** Batch of the current epoch, from 1, and how many an epoch has. */
  batch: v.nullable(Count),
  batchesPerEpoch: v.nullable(Count),
  /** 0 to 1; null where the end is not known. */
  fraction: v.nullable(v.number()),
  batchesPerSecond: v.nullable(v.number()),
  /** How its steps are done, and why they are eager; null until that is known. */
  stepMode: v.nullable(v.object({ mode: v.picklist(['compiled', 'eager']), reason: v.nullable(v.string()) })),
  /** Milliseconds. */
  timeLeft: v.nullable(v.number()),
});

export type GradientMark = v.InferOutput<typeof GradientMark>;
const GradientMark = v.object({
  /** Told apart by its shape alone. */
  sign: v.string(),
  words: v.string(),
  /** Which of the editor's two colors it has. */
  tone: v.picklist(['vanishing', 'exploding']),
});

/** Values of the batch that is shown. */
export type Latest = v.InferOutput<typeof Latest>;
const Latest = v.object({
  /** Loss, then metrics in the fit's order. */
  values: Floats,
  /** Of each layer all figures of the weight that stands for it, as `figureIndex` says; NaN where there is none. */
  layers: Floats,
  /** How the gradients of the first and the last layer compare, in a sentence. */
  summary: v.string(),
  /** Of each layer what its gradient needs a look for, as the editor marks it beside its line; null for nothing. */
  signs: v.array(v.nullable(GradientMark)),
});

/** A figure of a layer on the last batch; NaN where there is none. */
export const layerFigure = ({ layers }: Latest, layer: number, name: FigureName): number =>
  layers[figureIndex(layer, name)] ?? Number.NaN;

/** The layers' outputs on the last measured batch, and over time. */
export type Activations = v.InferOutput<typeof Activations>;
const Activations = v.object({
  step: Count,
  /** Of each layer all statistics, as `activationIndex` says. */
  layers: Floats,
  /** Of each layer its ranks, as `rankOf` says, where they were computed. */
  ranks: Floats,
  /** How often all of it is measured, in a sentence. */
  interval: v.string(),
  columns: Count,
  /** Of each layer `columns` shares over time: of the saturated where its activation saturates, else of zeros. */
  shares: Floats,
  /** Of each layer what its outputs say, in a sentence, and what is wrong with them in a word or two. */
  findings: v.array(v.object({ trouble: v.nullable(v.string()), sentence: v.string() })),
  /** What most needs a look among them. */
  summary: v.string(),
});

export const sharesOf = ({ columns, shares }: Activations, layer: number): Float32Array<ArrayBuffer> =>
  shares.subarray(layer * columns, (layer + 1) * columns);

/** What a fit came to, and what was found, causes first. */
export type JudgementView = v.InferOutput<typeof JudgementView>;
const JudgementView = v.object({
  verdict: v.object({ tone: Tone, text: v.string() }),
  findings: v.array(
    v.object({
      rule: v.string(),
      severity: v.picklist(SEVERITIES),
      message: v.string(),
      why: v.string(),
      help: v.string(),
      lesson: Lesson,
      /** The layer that it is about, and its place, such as `train.js:12`. */
      layer: v.nullable(v.object({ index: Count, place: v.string() })),
      /** Whether edits of the source may help, which are offered for a model that still has its place there. */
      fixable: v.boolean(),
      /** What only follows from it, in sentences. */
      follows: v.array(v.string()),
    }),
  ),
});

/** Which batch the layers are shown at; `batch` is null while it is the last one, and what comes. */
export type PositionView = v.InferOutput<typeof PositionView>;
const PositionView = v.object({
  /** All from 0, the epoch null where there are none; `first` and `last` differ where memory has means of batches around it alone. */
  batch: v.nullable(v.object({ step: Count, first: Count, last: Count, epoch: v.nullable(Count) })),
});

/** A stretch of batches, `to` exclusive. */
export type BatchRange = v.InferOutput<typeof BatchRange>;
const BatchRange = v.object({ from: Count, to: Count });

/** Every plotted series, and the gradient norms of the layers, over the stretch that the page asked for, in more detail. */
export type ZoomDetail = v.InferOutput<typeof ZoomDetail>;
const ZoomDetail = v.object({ zoom: BatchRange, series: SeriesUpdates, heat: v.nullable(HeatUpdate) });

/** Of rows of a sampled stream what belongs to a layer. */
export type LayerSamples = v.InferOutput<typeof LayerSamples>;
const LayerSamples = v.object({
  layer: Count,
  /** Of each row its batch, from 0. */
  steps: v.instance(Float64Array),
  /** Row by row, in the order of the stream's own. */
  values: Floats,
});

/** What the dashboard shows of all runs. */
export const PAGE_PARTS = {
  runs: small(v.array(RunItem)),
  /** Bytes that all recorded runs take on disk. */
  diskBytes: small(v.number()),
  /** The edit that is tried. */
  tryIt: tryItPart,
  comparison: comparisonPart,
  /** The lesson on what depth does that is shown. */
  depth: depthPart,
  /** The sample that a kept model was asked about last. */
  asked: askedPart,
  /** The sweep that is shown. */
  sweep: sweepPart,
};

/** What it shows of a track: of a run, and of one of its fits once it has one. */
export const TRACK_PARTS = {
  run: small(RunView),
  output: outputPart,
  fit: versioned(FitView),
  facts: factsPart,
  progress: small(Progress),
  judgement: small(JudgementView),
  series: seriesPart,
  heat: heatPart,
  folds: foldsPart,
  epochs: epochsPart,
  position: small(PositionView),
  latest: versioned(Latest),
  activations: versioned(Activations),
  predictions: predictionsPart,
  zoomDetail: versioned(ZoomDetail),
  layerCurves: layerCurvesPart,
  /** Samples of the layers that the page has opened, by their streams. */
  layerSamples: versioned(v.record(v.string(), v.array(LayerSamples))),
};

/** What the page looks at; some parts depend on it. */
export type Look = v.InferOutput<typeof Look>;
export const Look = v.object({
  /** Of the page, in CSS pixels. */
  width: v.pipe(v.number(), v.minValue(0), v.maxValue(20_000)),
  /** The batches that the plots show; null for all. */
  zoom: v.nullable(BatchRange),
  /** The layers of the main track whose rows are open, by index. */
  openLayers: v.array(Count),
});

/** Where a page looks that shows tracks for the first time. */
export const FIRST_LOOK: Omit<Look, 'width'> = { zoom: null, openLayers: [] };

export type TrackUpdates = UpdatesOf<typeof TRACK_PARTS>;
export type PageParts = StateOf<typeof PAGE_PARTS>;
export type TrackParts = StateOf<typeof TRACK_PARTS>;
