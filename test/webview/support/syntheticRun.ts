import { Emitter } from '../../../src/lifecycle/emitter.js';
import type { DataEvidence } from '../../../src/protocol/dataEvidence.js';
import type {
  EpochRecord,
  FitEnd,
  FitSummary,
  LayerSummary,
  StepMode,
  VariableSummary,
} from '../../../src/protocol/fit.js';
import { PLAIN_RUN, type RunRequest } from '../../../src/protocol/runRequest.js';
import type { SeriesChunk } from '../../../src/protocol/seriesChunk.js';
import { STATISTIC_COUNT, statisticIndex } from '../../../src/protocol/statistics.js';
import type { TrainerProblem } from '../../../src/protocol/trainer.js';
import { NO_MARKS } from '../../../src/runs/marks.js';
import { RunOutput } from '../../../src/runs/output/runOutput.js';
import type { FitSeries, SeriesStretch } from '../../../src/runs/series/fitSeries.js';
import { newSamples } from '../../../src/runs/series/sampledRows.js';
import { SeriesPyramid } from '../../../src/runs/series/seriesPyramid.js';
import type { Fit, LatestBatch, Run, RunChange, RunJudgement, RunState } from '../../../src/runs/types.js';

/** What training gives on one batch: loss, metrics, and of each layer's kernel the norm. */
export interface Batch {
  readonly loss: number;
  readonly metrics?: readonly number[];
  readonly norm: (layer: number) => number;
  /** Milliseconds; the same for each of a fit. */
  readonly takes?: number;
}

export const FILE = '/home/ada/nets/train.js';

/** Dense layers; a Flatten in front where `flatten`. */
export function denseLayers(count: number, flatten = false): LayerSummary[] {
  const layer = (name: string, className: string, params: number, line: number): LayerSummary => ({
    name,
    className,
    location: { file: FILE, line, column: 5 },
    outputShape: [null, params === 0 ? 784 : 64],
    params,
    trainable: true,
    activation: params === 0 ? null : 'sigmoid',
  });
  const dense = Array.from({ length: count }, (_, index) => layer(`dense_${index + 1}`, 'Dense', 4160, 10 + index));
  return flatten ? [layer('flatten_1', 'Flatten', 0, 9), ...dense] : dense;
}

export class SyntheticFit implements Fit {
  readonly series: FitSeries;
  readonly samples = newSamples(64e6);
  readonly epochs: EpochRecord[] = [];
  readonly summary: FitSummary;
  end: FitEnd | null = null;
  stepMode: StepMode | null = null;
  data: DataEvidence | null = null;
  latest: LatestBatch | null = null;
  batchesPerSecond: number | null = null;
  timeLeft: number | null = null;

  constructor(summary: Partial<FitSummary> = {}, memory = { maxBytes: 64e6 }) {
    const layers = summary.layers ?? denseLayers(4);
    const variables = layers.flatMap((layer, index): VariableSummary[] =>
      layer.params === 0 || !layer.trainable
        ? []
        : ['kernel', 'bias'].map((weight) => ({ name: `${layer.name}/${weight}`, weight, layer: index, shape: [64] })),
    );
    this.summary = {
      fit: 1,
      kind: 'fit',
      name: 'model',
      location: { file: FILE, line: 8, column: 15 },
      layers,
      variables,
      optimizer: 'Adam',
      learningRate: 0.001,
      loss: 'categoricalCrossentropy',
      metrics: ['acc'],
      batchSize: 32,
      epochs: 20,
      initialEpoch: 0,
      batchesPerEpoch: 50,
      startedAt: 0,
      ...summary,
    };
    this.series = new SeriesPyramid(this.summary, memory);
  }

  train(batch: Batch): void {
    const { variables, batchesPerEpoch } = this.summary;
    const step = this.series.length;
    const epoch = Math.floor(step / (batchesPerEpoch ?? 1));
    const statistics = new Float32Array(variables.length * STATISTIC_COUNT);
    for (const [index, { layer, weight }] of variables.entries()) {
      const norm = weight === 'kernel' ? batch.norm(layer) : 1;
      statistics[statisticIndex(index, 'gradNorm')] = norm;
      statistics[statisticIndex(index, 'gradMeanAbs')] = norm / 8;
      statistics[statisticIndex(index, 'weightNorm')] = 5;
      statistics[statisticIndex(index, 'updateNorm')] = norm / 50;
      statistics[statisticIndex(index, 'gradZeros')] = norm === 0 ? 1 : 0.125;
    }
    const metrics = Float32Array.from(this.summary.metrics, (_, index) => batch.metrics?.[index] ?? 0);
    this.series.append({
      stream: 'batches',
      fit: this.summary.fit,
      rows: 1,
      step: Int32Array.of(step),
      epoch: Int32Array.of(epoch),
      time: Float64Array.of(step * (batch.takes ?? 10)),
      loss: Float32Array.of(batch.loss),
      metrics,
      statistics,
    });
    this.latest = { step, epoch, loss: batch.loss, metrics, statistics };
  }

  endEpoch(logs: Readonly<Record<string, number>>): void {
    this.epochs.push({ fit: this.summary.fit, epoch: this.epochs.length, step: this.series.length, logs });
  }
}

export class SyntheticRun implements Run {
  readonly changes = new Emitter<RunChange>();
  readonly onDidChange = this.changes.event;
  readonly request: RunRequest;
  readonly problems: TrainerProblem[] = [];
  readonly calls: string[] = [];
  fits: SyntheticFit[] = [];
  state: RunState = { kind: 'active', phase: 'training' };
  loaded = true;
  keptModel: string | null = null;
  pace: number | null = null;
  readonly marks = NO_MARKS;
  readonly output = new RunOutput();
  readonly best = null;
  judgement: RunJudgement | null = null;

  constructor(
    readonly id: string,
    request: Partial<RunRequest> = {},
    readonly startedAt = Date.UTC(2026, 0, 5, 12),
  ) {
    this.request = {
      ...PLAIN_RUN,
      file: FILE,
      cwd: '/home/ada/nets',
      model: { file: FILE, name: 'model', line: 8 },
      only: null,
      epochs: null,
      backend: { kind: 'tfjs-node', version: '4.22.0', origin: 'project', path: '/home/ada/nets/node_modules' },
      ...request,
    };
  }

  change(): void {
    this.changes.fire({ kind: 'state' });
  }

  async load(): Promise<void> {
    this.calls.push('load');
  }

  async readDetail({ fit, key, from, to, buckets }: SeriesStretch): Promise<SeriesChunk> {
    this.calls.push(`detail ${fit} ${key} ${from}-${to} in ${buckets}`);
    return { size: 1, from, min: new Float32Array(4), max: new Float32Array(4), mean: new Float32Array(4) };
  }

  stop(): void {
    this.calls.push('stop');
  }

  pause(): void {
    this.calls.push('pause');
  }

  resume(): void {
    this.calls.push('resume');
  }

  step(unit: string): void {
    this.calls.push(`step ${unit}`);
  }

  setPace(pace: number | null): void {
    this.calls.push(`pace ${pace}`);
    this.pace = pace;
    this.change();
  }

  rollBack(how: string): void {
    this.calls.push(`rollBack ${how}`);
  }
}

/** Trains `batches` of a net whose gradients vanish towards its first layer, with validation after each epoch. */
export function trainVanishing(fit: SyntheticFit, batches: number): void {
  const perEpoch = fit.summary.batchesPerEpoch ?? 50;
  const last = fit.summary.layers.length - 1;
  for (let count = 0; count < batches; count += 1) {
    const done = fit.series.length;
    const noise = Math.sin(done * 12.9898) * 0.5 + Math.sin(done * 78.233) * 0.5;
    const loss = 0.05 + 1.05 * Math.exp(-done / 700) * (1 + 0.12 * noise);
    const acc = 1 - 0.7 * Math.exp(-done / 500) + 0.03 * noise;
    fit.train({
      loss,
      metrics: [Math.min(1, acc)],
      norm: (layer) => 0.3 * 10 ** (-(last - layer) * 0.45) * Math.exp(-done / 2500) * (1 + 0.5 * noise),
    });
    if (fit.summary.kind !== 'steps' && (done + 1) % perEpoch === 0) {
      fit.endEpoch({ loss, acc, val_loss: loss * 1.15 + 0.05, val_acc: Math.min(1, acc * 0.95) });
    }
  }
  fit.batchesPerSecond = 84.6;
  fit.timeLeft = 12_400;
}
