import type { NodeBackend, OutputInfo, TensorId } from '../../../tfjs/nodeBackend.js';
import type { ExtraName } from '../../tap/recordedFit.js';
import { TracePatterns } from '../graph/rewrites/tracePatterns.js';
import { NODES, type StepDescription } from '../graph/stepDescription.js';
import type { StepGraph } from '../graph/stepGraph.js';
import { elements } from '../graph/variablePacks.js';
import type { Session } from '../tensorflow/session.js';
import type { CapturedTensor } from '../trace/trace.js';
import type { Feed, OtherInputs } from './stepFeed.js';

/** An extra that may be much longer than all others. */
const ROWS: ExtraName = 'outputRows';
/**
 * Up to so many numbers they are always asked for: 50,000 of them add 0.05 ms to a call that measures outputs, one in 50 or fewer, where another
 * graph takes 70 to 90 ms to prepare.
 */
const MOST_SHORT = 65_536;

/** What a call gives: the step's row (loss and metrics, then sums for its statistics), and what was asked for beyond it. */
export interface Outputs {
  readonly row: Float32Array;
  readonly extras: Readonly<Record<string, Float32Array>>;
}

interface Asked {
  /** Beyond the row. */
  readonly extras: readonly string[];
  /** Whether exact statistics are to come with the row. */
  readonly exact: boolean;
  /** What the step works on beside its batch, in place of what it was traced with. */
  readonly others: OtherInputs | null;
  /** Whether the step was done already, and is computed once more. */
  readonly again?: boolean;
  /** Nodes that are given values of created tensors. */
  readonly replaced?: StepGraph['drawn'];
}

/** The one call that computes a step: what goes into the session, and what comes out. */
export class SessionCall {
  private readonly inputNames: string;
  private readonly flags: readonly [TensorId, TensorId];
  private readonly capturedIds: readonly TensorId[];
  /** What can be asked for beyond the row, and without the long rows; exact statistics come as they are needed. */
  private readonly extras: readonly string[];
  private readonly shortExtras: readonly string[];
  private learningRate: { readonly value: number; readonly id: TensorId } | null = null;

  constructor(
    private readonly backend: NodeBackend,
    private readonly session: Session,
    private readonly graph: StepGraph,
    private readonly step: StepDescription,
  ) {
    const { binding } = backend;
    const names = [
      NODES.learningRate,
      NODES.exact,
      ...step.batch.flatMap((_, index) => (graph.batch.has(index) ? [NODES.batch(index)] : [])),
      ...(this.takesRows ? [NODES.rows] : []),
      ...graph.captured.map(NODES.captured),
      ...graph.fed.map(NODES.created),
    ];
    this.inputNames = names.join();
    this.flags = [0, 1].map((flag) => binding.createTensor([], binding.TF_BOOL, Uint8Array.of(flag))) as [
      number,
      number,
    ];
    this.extras = step.withStatistics ? Object.keys(step.extras).filter((extra) => extra !== 'exact') : [];
    this.shortExtras = this.extras.filter((extra) => extra !== ROWS || !this.areRowsLong());
    this.capturedIds = graph.captured.map((index) => (step.trace.captured[index] as CapturedTensor).id);
  }

  /** @returns null where loss or gradients are not finite */
  run({ tensors, rows }: Feed, { extras, exact, others, again = false, replaced = [] }: Asked): Outputs | null {
    const { backend, session, graph } = this;
    const { binding } = backend;
    // TensorFlow prepares the graph anew for each set of outputs, so that there are few of them: none, all extras, or all but the long rows.
    const beyond = extras.length === 0 ? [] : extras.includes(ROWS) ? this.extras : this.shortExtras;
    const known = [...beyond, ...(exact && this.step.withStatistics ? ['exact'] : [])];
    const rowsId = rows && this.takesRows ? binding.createTensor([rows.length], binding.TF_INT32, rows) : null;
    const inputs = [
      this.rateId(again),
      this.flags[exact ? 1 : 0],
      ...backend.getInputTensorIds(
        tensors.flatMap((tensor, index) => (tensor && graph.batch.has(index) ? [tensor] : [])),
      ),
      ...(rowsId === null ? [] : [rowsId]),
      ...(others ? graph.captured.map((index) => others.captured(index)) : this.capturedIds),
      ...(others ? graph.fed.map((index) => others.created(index)) : []),
      ...(others ? replaced.map(({ index }) => others.created(index)) : []),
    ];
    const inputNames =
      replaced.length === 0 ? this.inputNames : [this.inputNames, ...replaced.map(({ ref }) => ref)].join();
    const outputNames = [NODES.row, ...known.map(NODES.extra)].join();
    let outputs: OutputInfo[];
    try {
      outputs = session.run(inputs, inputNames, outputNames);
    } finally {
      if (rowsId !== null) binding.deleteTensor(rowsId);
    }
    const [row, ...given] = outputs.map(({ id }) => {
      const values = binding.tensorDataSync(id) as Float32Array;
      binding.deleteTensor(id);
      return values;
    });
    if (!row || (row.length === 1 && Number.isNaN(row[0]))) return null;
    const wanted = known.flatMap((name, index) => {
      const values = given[index];
      return values && (name === 'exact' || extras.includes(name)) ? [[name, values] as const] : [];
    });
    return { row, extras: Object.fromEntries(wanted) };
  }

  dispose(): void {
    for (const id of [...this.flags, ...(this.learningRate ? [this.learningRate.id] : [])]) {
      this.backend.binding.deleteTensor(id);
    }
  }

  /** Whether the graph picks the batch's rows itself. */
  private get takesRows(): boolean {
    return this.step.gathered && this.graph.batch.size > 0;
  }

  private areRowsLong(): boolean {
    const { trace, batch, varying, extras } = this.step;
    return elements(new TracePatterns(trace, batch, varying).shape(extras[ROWS]) ?? []) > MOST_SHORT;
  }

  private rateId(again: boolean): TensorId {
    const { binding } = this.backend;
    const { optimizer } = this.step;
    const last = again ? optimizer?.lastLearningRate?.() : undefined;
    const value = last ?? optimizer?.learningRate() ?? 0;
    if (!Object.is(this.learningRate?.value, value)) {
      if (this.learningRate) binding.deleteTensor(this.learningRate.id);
      this.learningRate = { value, id: binding.createTensor([], binding.TF_FLOAT, Float32Array.of(value)) };
    }
    return (this.learningRate as { readonly id: TensorId }).id;
  }
}
