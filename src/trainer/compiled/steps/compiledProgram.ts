import { STATISTIC_COUNT } from '../../../protocol/statistics.js';
import type { Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';
import { RowReader } from '../graph/rowLayout.js';
import { NODES, type StepDescription } from '../graph/stepDescription.js';
import type { StepGraph } from '../graph/stepGraph.js';
import { HeldVariables } from '../state/heldVariables.js';
import type { NodeBackend, TensorId } from '../tensorflow/binding.js';
import type { Session } from '../tensorflow/session.js';

/** What one call of the session gave. */
export interface CompiledRow {
  /** Loss, then metrics. */
  readonly scalars: Float32Array;
  readonly statistics: Float32Array;
  readonly extras: Readonly<Record<string, Float32Array>>;
}

/** One batch for a program: whole data sets and the rows to take of them, or the batch itself. */
export interface Feed {
  readonly tensors: readonly (Tensor | null)[];
  readonly rows: Int32Array | null;
}

/** A step that runs as one TensorFlow call. */
export class CompiledProgram {
  private readonly held: HeldVariables;
  private readonly reader: RowReader | null;
  private readonly inputNames: string;
  private readonly constants: string;
  private learningRate: { readonly value: number; readonly id: TensorId } | null = null;
  private readonly flags: readonly [TensorId, TensorId];
  /** Exact statistics come with each row: sums are too rough for this model's gradients. */
  private exact = false;
  private readonly withoutStatistics: Float32Array;
  private disposed = false;

  constructor(
    tf: Tfjs,
    private readonly backend: NodeBackend,
    private readonly session: Session,
    private readonly graph: StepGraph,
    private readonly step: StepDescription,
  ) {
    const { binding } = backend;
    this.held = new HeldVariables(tf, backend, session, graph.variables, graph.assigned);
    this.reader = graph.layout && new RowReader(graph.layout, step.measured.length, new Set(this.missing));
    const batch = step.batch.flatMap((tensor, index) => (tensor ? [NODES.batch(index)] : []));
    const captured = graph.captured.map((_, index) => NODES.captured(index));
    const rows = step.gathered ? [NODES.rows] : [];
    this.inputNames = [NODES.learningRate, NODES.exact, ...batch, ...captured, ...rows].join();
    this.flags = [0, 1].map((flag) => binding.createTensor([], binding.TF_BOOL, Uint8Array.of(flag))) as [
      number,
      number,
    ];
    this.constants = step.optimizer.constants();
    this.withoutStatistics = new Float32Array(step.measured.length * STATISTIC_COUNT).fill(Number.NaN);
  }

  /** Indices of the measured variables without a gradient. */
  get missing(): readonly number[] {
    return this.step.measured.flatMap((index, at) => (this.step.trained[index]?.gradient === null ? [at] : []));
  }

  has(extra: string): boolean {
    return this.step.withStatistics && extra in this.step.extras;
  }

  /** Why the graph does not stand for the step any more; null while it does. */
  get outdated(): string | null {
    if (this.disposed) return 'it was put away';
    const { optimizer, trained } = this.step;
    if (optimizer.constants() !== this.constants) return 'the optimizer was changed';
    const known = new Set(this.graph.variables.map(({ variable }) => variable));
    const slotsKnown = trained.every((_, index) => optimizer.slots(index)?.every((slot) => known.has(slot)) ?? true);
    return slotsKnown ? null : 'the optimizer was given other weights';
  }

  /**
   * Trains one batch.
   * @param extras beyond the row
   * @returns null where loss or gradients are not finite: nothing has changed then
   */
  run(feed: Feed, extras: readonly string[]): CompiledRow | null {
    const row = this.call(feed, extras);
    if (row || this.exact || !this.reader) return row;
    this.exact = true;
    return this.call(feed, extras);
  }

  private call(feed: Feed, extras: readonly string[]): CompiledRow | null {
    const { backend, session, held, reader } = this;
    const { binding } = backend;
    this.tellWeights(held.bring());
    const wanted = this.exact ? [...extras, 'exact'] : extras;
    const rows = feed.rows && binding.createTensor([feed.rows.length], binding.TF_INT32, feed.rows);
    const tensors = feed.tensors.filter((tensor) => tensor !== null);
    const inputs = [
      this.rateId(),
      this.flags[this.exact ? 1 : 0],
      ...backend.getInputTensorIds(tensors),
      ...this.graph.captured.map(({ id }) => id),
      ...(rows === null ? [] : [rows]),
    ];
    const outputs = session.run(inputs, this.inputNames, [NODES.row, ...wanted.map(NODES.extra)].join());
    if (rows !== null) binding.deleteTensor(rows);
    const [row, ...others] = outputs.map(({ id }) => {
      const values = binding.tensorDataSync(id) as Float32Array;
      binding.deleteTensor(id);
      return values;
    });
    if (!row || (row.length === 1 && Number.isNaN(row[0]))) return null;
    held.stepped();
    const count = this.step.scalars.length;
    const given = Object.fromEntries(wanted.map((name, index) => [name, others[index] as Float32Array]));
    const statistics = reader ? reader.read(row.subarray(count)) : this.withoutStatistics;
    if (reader?.rough) this.exact = true;
    return { scalars: row.slice(0, count), statistics, extras: given };
  }

  dispose(): void {
    this.disposed = true;
    this.held.release();
    this.session.unload();
    for (const id of [...this.flags, ...(this.learningRate ? [this.learningRate.id] : [])]) {
      this.backend.binding.deleteTensor(id);
    }
  }

  private rateId(): TensorId {
    const { binding } = this.backend;
    const value = this.step.optimizer.learningRate();
    if (this.learningRate?.value !== value) {
      if (this.learningRate) binding.deleteTensor(this.learningRate.id);
      this.learningRate = { value, id: binding.createTensor([], binding.TF_FLOAT, Float32Array.of(value)) };
    }
    return this.learningRate.id;
  }

  /** Small variables' changes are told from their weights before and after. */
  private tellWeights(changed: readonly Variable[]): void {
    if (!this.reader || changed.length === 0) return;
    for (const at of this.reader.rawVariables) {
      const variable = this.step.trained[this.step.measured[at] ?? -1]?.variable;
      if (variable && changed.includes(variable)) this.reader.setWeights(at, Float32Array.from(variable.dataSync()));
    }
  }
}
