import { engineOf } from '../../../tfjs/engine.js';
import type { NodeBackend } from '../../../tfjs/nodeBackend.js';
import type { Optimizer, Tensor, Tfjs, Variable } from '../../../tfjs/tfjs.js';
import type { MeasuredOutputs } from '../../tap/activationStatistics.js';
import type { FitActivations } from '../../tap/fitActivations.js';
import type { RecordedFit } from '../../tap/recordedFit.js';
import type { Phase, StepWatcher } from '../../tap/stepWatcher.js';
import type { Source, Trace, TracedOutput } from './trace.js';
import { TraceRecorder } from './traceRecorder.js';

/** A traced step with what its operations are about. */
export interface MeaningfulTrace {
  readonly trace: Trace;
  readonly batch: readonly (TracedOutput | null)[];
  readonly trained: readonly { readonly variable: Variable; readonly gradient: Source | null }[];
  /** Loss, then metrics. */
  readonly scalars: readonly Source[];
  readonly extras: Readonly<Record<string, Source>>;
  readonly optimizer: Optimizer | null;
  /** The fit that the step belongs to; null where there is none, or several. */
  readonly session: RecordedFit | null;
}

/** One eager step under observation: the tap tells what its tensors are. */
export class StepTrace implements StepWatcher {
  /** It shows how all of it is measured, due or not. */
  readonly measures = 'all';
  readonly substitute = null;
  private recorder: TraceRecorder | null = null;
  private batch: readonly (TracedOutput | null)[] = [];
  private trained: MeaningfulTrace['trained'] = [];
  private scalars: readonly Source[] = [];
  private readonly extras: Record<string, Source> = {};
  /** What was measured of the layers' outputs, by whose layers they are: those of other fits may have seen the step too. */
  private readonly outputs = new Map<FitActivations, Readonly<Record<string, Source>>>();
  private optimizer: Optimizer | null = null;
  private session: RecordedFit | null = null;
  private refusal: string | null = null;

  constructor(
    private readonly tf: Tfjs,
    private readonly backend: NodeBackend,
    readonly known: RecordedFit | null,
    /** Variables of ours, which tfjs does not list. */
    private readonly own: readonly Variable[],
  ) {}

  record(batch: readonly (Tensor | null)[], step: () => Tensor[]): Tensor[] {
    const { tf, backend } = this;
    const recorder = new TraceRecorder(tf, backend, batch, this.own);
    this.recorder = recorder;
    this.batch = batch.map((tensor) => tensor && { shape: tensor.shape, dtype: backend.getDTypeInteger(tensor.dtype) });
    return recorder.record(() => {
      const scalars = tf.tidy(step);
      this.scalars = scalars.map((scalar) => recorder.sourceOf(scalar));
      return scalars;
    });
  }

  during<T>(phase: Phase, run: () => T): T {
    return this.recorder ? this.recorder.during(phase, run) : run();
  }

  noteUpdate(
    optimizer: Optimizer,
    gradients: ReadonlyMap<string, Tensor | null>,
    sessions: readonly RecordedFit[],
  ): void {
    const { recorder } = this;
    if (!recorder) return;
    if (this.optimizer) this.refusal ??= 'it updates weights more than once';
    if (sessions.length !== 1) this.refusal ??= 'it trains several models at once';
    this.optimizer = optimizer;
    this.session = sessions[0] ?? null;
    const { registeredVariables } = engineOf(this.tf);
    this.trained = [...gradients].map(([name, gradient]) => ({
      variable: registeredVariables[name] as Variable,
      gradient: gradient && recorder.sourceOf(gradient),
    }));
  }

  noteMeasured(what: 'exact' | 'histogram', tensor: Tensor): void {
    if (this.recorder) this.extras[what] = this.recorder.sourceOf(tensor);
  }

  noteOutputs(of: FitActivations, { figures, rows }: MeasuredOutputs): void {
    const { recorder } = this;
    if (!recorder) return;
    const activations = recorder.sourceOf(figures);
    this.outputs.set(of, { activations, ...(rows ? { outputRows: recorder.sourceOf(rows) } : {}) });
  }

  finish(): MeaningfulTrace {
    if (!this.recorder) throw new Error('The step was not run');
    const trace = this.recorder.finish();
    const refusal = trace.refusal ?? this.refusal ?? (this.optimizer ? null : 'it updates no weights');
    const { batch, trained, scalars, optimizer, session } = this;
    const outputs = session?.activations ? this.outputs.get(session.activations) : undefined;
    const extras = { ...this.extras, ...outputs };
    return { trace: { ...trace, refusal }, batch, trained, scalars, extras, optimizer, session };
  }
}
