import { nothingMeasured } from '../../../protocol/statistics.js';
import type { Binding, NodeBackend, TensorValues } from '../../../tfjs/nodeBackend.js';
import type { Tensor, Tfjs, Variable } from '../../../tfjs/tfjs.js';
import { RowReader } from '../graph/rowLayout.js';
import { keptForVariables, lastGradientsOf, type StepDescription } from '../graph/stepDescription.js';
import type { StepGraph } from '../graph/stepGraph.js';
import { HeldVariables } from '../state/heldVariables.js';
import type { Session } from '../tensorflow/session.js';
import { type Outputs, SessionCall } from './sessionCall.js';
import type { Feed, OtherInputs } from './stepFeed.js';

/** What one call of the session gave. */
export interface CompiledRow {
  /** Loss, then metrics. */
  readonly scalars: Float32Array;
  readonly statistics: Float32Array;
  readonly extras: Readonly<Record<string, Float32Array>>;
}

/** What a step gives. */
export interface ComputedStep {
  /** Loss, then metrics. */
  readonly scalars: Float32Array;
  /** Of the variables that it changes, but for the last gradients. */
  readonly values: ReadonlyMap<Variable, TensorValues>;
}

/** A step that runs as one TensorFlow call. */
export class CompiledProgram {
  readonly held: HeldVariables;
  /** Indices of the measured variables without a gradient. */
  readonly missing: readonly number[];
  private readonly reader: RowReader | null;
  private readonly call: SessionCall;
  private readonly constants: string | undefined;
  /** Exact statistics come with each row: sums are too rough for this model's gradients. */
  private exact = false;
  private readonly withoutStatistics: Float32Array;
  private readonly lastGradients: ReadonlySet<Variable>;
  private disposed = false;

  constructor(
    private readonly tf: Tfjs,
    private readonly backend: NodeBackend,
    private readonly session: Session,
    readonly graph: StepGraph,
    readonly step: StepDescription,
  ) {
    const { variables, assigned } = graph;
    this.lastGradients = new Set(lastGradientsOf(step.measured));
    this.held = new HeldVariables({ tf, backend, session, variables, assigned, kept: keptForVariables(step) });
    this.missing = step.measured.flatMap(({ index }, at) =>
      index !== null && step.trained[index]?.gradient ? [] : [at],
    );
    this.reader = graph.layout && new RowReader(graph.layout, step.measured.length, new Set(this.missing));
    this.call = new SessionCall(backend, session, graph, step);
    this.constants = step.optimizer?.constants();
    this.withoutStatistics = nothingMeasured(step.measured.length);
  }

  /** Why the graph does not stand for the step any more; null while it does. */
  get outdated(): string | null {
    if (this.disposed) return 'it was discarded';
    if (this.reader?.overflown) return 'its weights are not finite';
    if (this.held.lacksVariable) return 'a variable was disposed of';
    const { optimizer, trained } = this.step;
    if (!optimizer) return null;
    if (optimizer.constants() !== this.constants) return 'the optimizer was changed';
    const slotsHeld = trained.every((_, index) => optimizer.slots(index)?.every((slot) => this.held.has(slot)) ?? true);
    return slotsHeld ? null : 'the optimizer was given different weights';
  }

  /** Says what the step's statistics were when it was traced. */
  expect(statistics: Float32Array): void {
    if (this.reader?.isRoughFor(statistics)) this.exact = true;
  }

  get binding(): Binding {
    return this.backend.binding;
  }

  /** Whether all tensors from before its trace that it works on are still there. */
  get hasAllItCaptured(): boolean {
    const { tensorMap } = this.backend;
    return this.graph.captured.every((index) => tensorMap.has(this.step.trace.captured[index]?.dataId ?? {}));
  }

  /** To be called before the step, while tfjs's variables have the values that it starts from. */
  bring(): void {
    this.tellBefore(this.held.bring());
  }

  /** After `bring`. @returns what the session has otherwise than tfjs, as half a sentence; null where it has the same values */
  stale(): string | null {
    const variable = this.held.firstStale();
    return variable && `the values of ${variable.name} before the step`;
  }

  /**
   * Trains one batch, after `bring`.
   * @param extras beyond the row
   * @returns null where loss or gradients are not finite: nothing has changed then
   * @throws where TensorFlow fails (an index out of range): nothing has changed then, either
   */
  run(feed: Feed, extras: readonly string[], others: OtherInputs | null = null): CompiledRow | null {
    const call = () => this.call.run(feed, { extras, exact: this.exact, others });
    const outputs = this.held.step(() => {
      const first = call();
      if (first || this.exact || !this.reader) return first;
      this.exact = true;
      return call();
    });
    return outputs && this.rowOf(outputs);
  }

  private rowOf({ row, extras }: Outputs): CompiledRow {
    const { reader } = this;
    const count = this.step.scalars.length;
    const statistics = reader ? reader.read(row.subarray(count)) : this.withoutStatistics;
    if (reader?.rough) this.exact = true;
    return { scalars: row.slice(0, count), statistics, extras };
  }

  private scalarsOf({ row }: Outputs): Float32Array {
    return row.slice(0, this.step.scalars.length);
  }

  /**
   * Computes a step that was just done, and that does not count. What the session holds afterwards is nobody's.
   * @param others what it works on beside its batch; the numbers that the graph draws are among them
   * @returns null where it is not finite
   */
  computed(startOf: (variable: Variable) => Tensor, feed: Feed, others: OtherInputs): ComputedStep | null {
    this.held.lend(startOf);
    const outputs = this.call.run(feed, {
      extras: [],
      exact: this.exact,
      others,
      again: true,
      replaced: this.graph.drawn,
    });
    return outputs && { scalars: this.scalarsOf(outputs), values: this.held.assignedValues(this.lastGradients) };
  }

  /**
   * Loss and metrics for other values of the variables, which keep theirs.
   * @returns null where they are not finite
   */
  scalarsFor(startOf: (variable: Variable) => Tensor, feed: Feed, others: OtherInputs): Float32Array | null {
    return this.held.aside(startOf, () => {
      const outputs = this.call.run(feed, { extras: [], exact: this.exact, others });
      return outputs && this.scalarsOf(outputs);
    });
  }

  dispose(): void {
    this.disposed = true;
    this.held.release();
    this.session.unload();
    this.call.dispose();
  }

  /** What the next row is compared with where it is not the last row: values that were new to the session. */
  private tellBefore(changed: readonly Variable[]): void {
    const { reader } = this;
    if (!reader || changed.length === 0) return;
    const news = new Set(changed);
    const raw = new Set(reader.rawVariables);
    const valuesOf = (variable: Variable) => Float32Array.from(variable.dataSync());
    for (const [at, { variable, lastGradient }] of this.step.measured.entries()) {
      if (raw.has(at) && news.has(variable)) reader.setWeights(at, valuesOf(variable));
      if (!lastGradient || !news.has(lastGradient)) continue;
      if (raw.has(at)) reader.setLastGradient(at, valuesOf(lastGradient));
      else reader.setLastNorm(at, this.normOf(lastGradient));
    }
  }

  /** Without the underflow of small squares. */
  private normOf(tensor: Tensor): number {
    const { tf } = this;
    const largest = tf.tidy(() => tf.max(tf.abs(tensor)).dataSync()[0] ?? Number.NaN);
    if (largest === 0) return 0;
    const scaled = tf.tidy(() => tf.sum(tf.square(tf.div(tensor, largest))).dataSync()[0] ?? Number.NaN);
    return largest * Math.sqrt(scaled);
  }
}
