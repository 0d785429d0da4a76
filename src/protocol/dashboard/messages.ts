import * as v from 'valibot';
import { DepthQuestion } from '../depth/question.js';
import { Count } from '../schema.js';
import { PACES, ROLL_BACKS, STEP_UNITS } from '../trainer.js';
import { updatesSchema } from './part.js';
import { Look, PAGE_PARTS, TRACK_PARTS } from './parts.js';

/** A run and one of its fits, as a person chose them; null follows the run's newest fit. */
export type TrackChoice = v.InferOutput<typeof TrackChoice>;
const TrackChoice = v.object({ run: v.string(), fit: v.nullable(Count) });

/** More runs beside each other than this nobody can tell apart. */
export const MOST_COMPARED = 16;
const Choices = v.pipe(v.array(TrackChoice), v.maxLength(MOST_COMPARED));

/** What a track is beside the main one: a run that a person compares with it, or one that nobody has chosen, its model's last. */
export type BesideRole = v.InferOutput<typeof BesideRole>;
const BesideRole = v.picklist(['compared', 'behind']);

const updates = {
  generation: Count,
  page: updatesSchema(PAGE_PARTS),
  /** By the track's key. A snapshot has all tracks, the main one first, which has no role; a delta those that have changed. */
  tracks: v.array(v.object({ key: v.string(), role: v.exactOptional(BesideRole), parts: updatesSchema(TRACK_PARTS) })),
};

/** Host to page; both ends check what they get. Deltas belong to the snapshot of the same generation; others are stale and dropped. */
export type ToPage = v.InferOutput<typeof ToPage>;
export const ToPage = v.variant('type', [
  v.object({ type: v.literal('snapshot'), ...updates }),
  v.object({ type: v.literal('delta'), ...updates }),
]);

/** Host to page: brings a section into view that a person asked for from outside the page. */
export type Reveal = v.InferOutput<typeof Reveal>;
export const Reveal = v.object({ type: v.literal('reveal'), section: v.picklist(['output']) });
export type Section = Reveal['section'];

/** Characters of a picture; a plot as wide as a screen has a hundredth of that. */
const MOST_PICTURE = 16e6;

/** Values of a sample that a model is asked about. */
const MOST_INPUTS = 1e6;

/** Page to host. */
export type ToHost = v.InferOutput<typeof ToHost>;
export const ToHost = v.variant('type', [
  /** The page listens. Answered with a snapshot. */
  v.object({ type: v.literal('ready'), look: Look }),
  /** It looks at something else. */
  v.object({ type: v.literal('look'), look: Look }),
  /** Which tracks to show, the main one first. Answered with a snapshot. */
  v.object({ type: v.literal('select'), tracks: Choices }),
  v.object({
    type: v.literal('control'),
    run: v.string(),
    action: v.picklist(['stop', 'pause', 'resume', 'runAgain', 'saveModel', 'delete']),
  }),
  v.object({ type: v.literal('step'), run: v.string(), unit: v.picklist(STEP_UNITS) }),
  /** Slow motion, in batches a second; null for as fast as it can. */
  v.object({ type: v.literal('pace'), run: v.string(), pace: v.nullable(v.picklist(PACES)) }),
  /** Trains again with the epochs that the source says in place of those that were chosen. */
  v.object({ type: v.literal('useSourceEpochs'), track: v.string() }),
  v.object({ type: v.literal('rollBack'), run: v.string(), how: v.picklist(ROLL_BACKS) }),
  v.object({ type: v.literal('openExamples') }),
  v.object({ type: v.literal('installTfjsNode') }),
  /** Places are named by index, so that the page cannot name a file of its own. */
  v.object({ type: v.literal('revealLayer'), track: v.string(), layer: Count }),
  /** A finding of the track's fit; its layer null where it is about the whole fit. */
  v.object({ type: v.literal('fixFinding'), track: v.string(), rule: v.string(), layer: v.nullable(Count) }),
  /** As `fixFinding`: tries what would help, in place of editing the file. */
  v.object({ type: v.literal('tryFinding'), track: v.string(), rule: v.string(), layer: v.nullable(Count) }),
  /** The same of a problem that a finding tells in the same words. */
  v.object({ type: v.literal('fixProblem'), run: v.string(), problem: Count }),
  v.object({ type: v.literal('tryProblem'), run: v.string(), problem: Count }),
  /** Of the edit that is tried. */
  v.object({ type: v.literal('tryIt'), action: v.picklist(['stop', 'keep', 'discard', 'again']) }),
  /** Shows the layers of a track as they stood after a batch, from 0; null for the last one, and what comes. */
  v.object({ type: v.literal('scrub'), track: v.string(), step: v.nullable(Count) }),
  /** Shows a lesson on what depth does; `anew` asks it again, as the file may have changed. */
  v.object({ type: v.literal('askDepth'), question: DepthQuestion, anew: v.boolean() }),
  /** Makes an edit that the shown lesson offers. */
  v.object({ type: v.literal('fixDepth'), fix: Count }),
  v.object({ type: v.literal('stopDepth') }),
  v.object({ type: v.literal('closeDepth') }),
  /** What the model that a track's fit has kept makes of a sample, whose values are in the order of its shape. */
  v.object({
    type: v.literal('askModel'),
    track: v.string(),
    input: v.pipe(v.array(v.number()), v.maxLength(MOST_INPUTS)),
  }),
  /** Of the sweep that is shown. */
  v.object({ type: v.literal('sweep'), action: v.picklist(['stop', 'goOn', 'retryFailed', 'close']) }),
  /** Of one of its trials, by its number: shows its run, or writes its values into the file. */
  v.object({ type: v.literal('sweptTrial'), action: v.picklist(['show', 'put']), trial: Count }),
  v.object({ type: v.literal('showLog') }),
  /** A place that a printed line names, by its number in the line. */
  v.object({ type: v.literal('revealOutput'), run: v.string(), line: Count, place: Count }),
  /** What a plot shows now, for a file: PNG in base 64, or the text of an SVG. */
  v.object({
    type: v.literal('savePicture'),
    track: v.string(),
    name: v.pipe(v.string(), v.maxLength(200)),
    format: v.picklist(['png', 'svg']),
    content: v.pipe(v.string(), v.maxLength(MOST_PICTURE)),
  }),
  /** Values of every batch, for a table: of loss or a metric, or the norms of a layer's weights and their gradients. */
  v.object({
    type: v.literal('saveSeries'),
    track: v.string(),
    of: v.variant('kind', [
      v.object({ kind: v.literal('curve'), name: v.string() }),
      v.object({ kind: v.literal('layer'), layer: Count }),
    ]),
  }),
  v.object({ type: v.literal('revealProblem'), run: v.string(), problem: Count }),
]);

/** How a person looks at the plots. */
export type PlotsView = v.InferOutput<typeof PlotsView>;
const PlotsView = v.object({
  /** What the x axis counts. */
  unit: v.picklist(['batch', 'epoch', 'time']),
  /** Weight of what was before in the moving average; 0 for none. */
  smoothing: v.pipe(v.number(), v.minValue(0), v.maxValue(0.99)),
  /** What is switched off: kinds of lines, and metrics. */
  hiddenLines: v.array(v.picklist(['batch', 'training', 'validation', 'folds', 'behind'])),
  hiddenMetrics: v.array(v.string()),
  /** Loss and metrics whose y axis is logarithmic. */
  logScales: v.array(v.string()),
  /** Runs that are compared and not drawn at the moment, by their ids. */
  hiddenRuns: v.optional(v.array(v.string()), []),
});

/** How a person looks at the table of layers. */
export type LayersView = v.InferOutput<typeof LayersView>;
const LayersView = v.object({
  /** The column that it is sorted by. */
  sort: v.string(),
  descending: v.boolean(),
  /** Only the layers that need a look. */
  onlyTrouble: v.boolean(),
});

/** What the editor keeps for the page while it is hidden and across a window reload. */
export type PageMemory = v.InferOutput<typeof PageMemory>;
export const PageMemory = v.object({
  tracks: Choices,
  plots: v.exactOptional(PlotsView),
  layers: v.exactOptional(LayersView),
});
