import type { FitOutcome, FitSummary } from '../../protocol/fit.js';
import { sizeOf } from '../../protocol/fitSamples.js';
import { isReadNotRun } from '../../protocol/runRequest.js';
import type { TrainerOptions } from '../../protocol/trainer.js';
import { layersModel } from '../../tfjs/layersModel.js';
import type { LayerVariable, Optimizer, Sequential, Tensor, Tfjs, TrainingModel, Variable } from '../../tfjs/tfjs.js';
import type { CreatedLayers } from '../capture/createdLayers.js';
import { OwnCode } from '../capture/ownCode.js';
import type { Link } from '../link/link.js';
import { FitPredictions } from '../predictions/fitPredictions.js';
import { sampleShapes } from '../predictions/sampleShapes.js';
import { UnitRoom } from '../predictions/unitRoom.js';
import type { RollBackPoints } from '../rollBack/rollBackPoints.js';
import { FitActivations } from '../tap/fitActivations.js';
import type { LastGradients } from '../tap/lastGradients.js';
import type { RecordedFit } from '../tap/recordedFit.js';
import type { StatisticsAtOnce } from '../tap/statisticsAtOnce.js';
import { StatisticsPlan } from '../tap/statisticsPlan.js';
import { FitSession } from './fitSession.js';
import { modelSummary } from './fitSummary.js';
import { oneOutputWarning } from './oneOutput.js';
import { Penalty } from './penalty.js';

/** With a seed nothing may depend on the clock: a batch is taken to last a millisecond. */
const byStep = (step: number): number => step;

/** What a training call knows of its fit beyond the model. */
export type FitCall = Pick<
  FitSummary,
  'kind' | 'joinsFits' | 'metrics' | 'batchSize' | 'epochs' | 'initialEpoch' | 'batchesPerEpoch' | 'setup'
>;

/** The model of a fit and what its optimizer updates. */
export interface FitSubject {
  readonly model: Sequential;
  /** The compiled model; null where user code computes the loss itself. */
  readonly inner: TrainingModel | null;
  readonly weights: readonly LayerVariable[];
  readonly optimizer: Optimizer;
}

/** The fits of this run: numbers them, knows which are under way, and tells the phase. */
export class Fits {
  private readonly open = new Set<FitSession>();
  private readonly warned = new Set<string>();
  private readonly optimizers = new WeakMap<RecordedFit, Optimizer>();
  private started = 0;
  /** That the inputs of samples take in the run's files. */
  private inputBytes = 0;
  private readonly unitRoom: UnitRoom;
  private readonly ownCode: OwnCode;

  constructor(
    private readonly tf: Tfjs,
    private readonly link: Link,
    private readonly created: CreatedLayers,
    private readonly options: TrainerOptions,
    /** Why no step can be compiled; null where each fit tells for itself. */
    private readonly eagerReason: string | null,
    private readonly lastGradients: LastGradients | null,
    /** Null where nothing is kept to go back to. */
    private readonly points: RollBackPoints | null,
    /** Null where the statistics of an eager step take operations. */
    private readonly atOnce: StatisticsAtOnce | null,
  ) {
    this.unitRoom = new UnitRoom(options.maxRunBytes);
    this.ownCode = new OwnCode(tf);
  }

  /** Fits that this run has begun so far. */
  get count(): number {
    return this.started;
  }

  /** Those that are under way. */
  get sessions(): Iterable<FitSession> {
    return this.open;
  }

  /** What updates a fit's weights. */
  optimizerOf(session: RecordedFit): Optimizer | null {
    return this.optimizers.get(session) ?? null;
  }

  private get isKeras(): boolean {
    return isReadNotRun(this.options);
  }

  /** @param given inputs and targets of all samples, where they are known */
  start({ model, inner, weights, optimizer }: FitSubject, call: FitCall, given: readonly Tensor[] = []): FitSession {
    const own = modelSummary(model, inner, weights, optimizer, this.created);
    const traits = {
      ...{ ...call, loss: own.loss, isOwnLoop: inner === null },
      ownCode: this.isKeras ? null : this.ownCode.inLayers(model.layers),
      bytesBefore: this.inputBytes,
    };
    const kept = sampleShapes(model, traits, given, this.options);
    const { samples } = kept;
    if (samples) this.inputBytes += samples.inputs * sizeOf(samples.input) * Float32Array.BYTES_PER_ELEMENT;
    // Of steps there are no epochs at whose ends it would be measured again.
    const regularized = inner && call.kind !== 'steps' ? layersModel(inner) : null;
    const { histogramInterval, activationInterval, seed } = this.options;
    const now = seed === null ? () => performance.now() : byStep;
    const penalty = new Penalty(this.tf, regularized && (() => regularized.calculateLosses()), now);
    const added = penalty.first();
    const summary: FitSummary = {
      fit: ++this.started,
      ...call,
      metricsOver: this.isKeras ? 'epoch' : 'batches',
      ...own,
      ...kept,
      ...(added === undefined ? {} : { penalty: added }),
      startedAt: Date.now(),
    };
    this.warnOnce(summary);
    const variables = weights.map((weight) => weight.read() as Variable);
    const plan = new StatisticsPlan(this.tf, variables, this.lastGradients, this.atOnce);
    const names = summary.layers.map(({ activation }) => activation);
    const epochs = { batchesPerEpoch: summary.batchesPerEpoch, hasEpochs: summary.kind !== 'steps' };
    const activations =
      activationInterval > 0
        ? new FitActivations(this.tf, [...model.layers], names, activationInterval, epochs, now)
        : null;
    const predictions = samples
      ? new FitPredictions(this.tf, this.link, { ...summary, samples }, model, this.unitRoom)
      : null;
    const session = new FitSession(this.link, summary, plan, histogramInterval, activations, predictions, penalty);
    if (this.eagerReason !== null) session.tellMode(this.eagerReason);
    this.open.add(session);
    this.optimizers.set(session, optimizer);
    this.points?.begin();
    this.link.phase('training');
    return session;
  }

  /** A model that cannot learn is told of once, whatever its fits. */
  private warnOnce(summary: FitSummary): void {
    const warning = this.isKeras ? null : oneOutputWarning(summary);
    const key = `${summary.name} ${summary.location?.line}`;
    if (!warning || this.warned.has(key)) return;
    this.warned.add(key);
    this.link.problemAtCall(warning);
  }

  end(session: FitSession, outcome: FitOutcome): void {
    if (!this.open.delete(session)) return;
    if (outcome !== 'failed') session.predictions?.finish(session.batches);
    session.end(outcome);
    this.points?.end();
    if (this.open.size === 0) this.link.phase('between-fits');
  }

  /** Ends all fits that are under way: user code has come to its end. */
  endAll(outcome: FitOutcome): void {
    for (const session of [...this.open]) this.end(session, outcome);
  }
}
