import type { NodeBackend } from '../../../tfjs/nodeBackend.js';
import type { Optimizer, Tensor, Tfjs, Variable } from '../../../tfjs/tfjs.js';
import type { RecordedFit, StepRow } from '../../tap/recordedFit.js';
import type { Phase, StepSubstitute, StepWatcher } from '../../tap/stepWatcher.js';
import type { CompiledProgram, CompiledRow } from '../steps/compiledProgram.js';
import { recordRow } from '../steps/recordRow.js';
import { nudgedResults } from '../steps/rounding.js';
import { scalarsAgree } from '../steps/stepDifference.js';
import type { Feed } from '../steps/stepFeed.js';
import { ReplayedBackend } from './replayedBackend.js';

/**
 * One step whose JavaScript runs, because it is the user's and may do anything, but whose operations are not executed one by one: while
 * they are those of the graph, they only get stand-ins for their results, and in the end the graph computes all. Where the JavaScript
 * does something else, or looks at a value, all operations so far are executed, and the step goes on as if there were no graph.
 */
export class Replay implements StepWatcher, StepSubstitute {
  readonly known = null;
  readonly substitute = this;
  /** What the graph's results differ in from those of the operations; null where they were not compared, or agree. */
  difference: string | null = null;
  /** The fit that the step belonged to. */
  session: RecordedFit | null = null;
  private readonly replayed: ReplayedBackend;

  /** @param program to which the variables' values were brought */
  constructor(
    private readonly tf: Tfjs,
    backend: NodeBackend,
    private readonly program: CompiledProgram,
    private readonly feed: Feed,
    /** The operations are executed too, and the graph's results held against theirs. */
    private readonly verified: boolean,
  ) {
    this.replayed = new ReplayedBackend(tf, backend, program, feed);
  }

  /** The graph measures. */
  get measures(): 'due' | 'none' {
    return this.following ? 'none' : 'due';
  }

  get following(): boolean {
    return this.replayed.following;
  }

  /** Why it does not follow any more. */
  get divergence(): string | null {
    return this.replayed.divergence;
  }

  /** Whether not even its first operation was the graph's. */
  get divergedAtOnce(): boolean {
    return this.replayed.divergedAtOnce;
  }

  /** A number that was taken for a constant and is none, as an index into the trace's. */
  get newlyVarying(): number | null {
    return this.replayed.inputs.newlyVarying;
  }

  get fused(): boolean {
    return this.program.step.optimizer !== null;
  }

  /** What the step works on: stand-ins where the graph picks the rows itself. */
  batch(): (Tensor | null)[] {
    return this.feed.rows ? this.replayed.batch() : [...this.feed.tensors];
  }

  record(_batch: readonly (Tensor | null)[], step: () => Tensor[]): Tensor[] {
    return this.replayed.during(() => this.tf.tidy(step));
  }

  during<T>(_phase: Phase, run: () => T): T {
    return run();
  }

  noteUpdate(): void {}

  noteMeasured(): void {}

  noteOutputs(): void {}

  execute(): void {
    this.replayed.diverge('its result was needed early');
  }

  finish(
    session: RecordedFit,
    optimizer: Optimizer,
    scalars: readonly Tensor[],
    kept: readonly Tensor[],
  ): StepRow | null {
    const row = this.trained(session, scalars, kept);
    return row && recordRow(session, optimizer, this.program, row);
  }

  /** Has the graph compute the step. */
  private trained(session: RecordedFit, scalars: readonly Tensor[], kept: readonly Tensor[]): CompiledRow | null {
    const { replayed, program } = this;
    const { measured } = program.step;
    const same = measured.every(({ variable }, index) => session.variables[index] === variable);
    if (!same || measured.length !== session.variables.length || !replayed.endsAsExpected(scalars, kept)) {
      replayed.diverge(same ? 'it keeps tensors' : 'it trains another model');
      return null;
    }
    this.session = session;
    const executed = this.verified ? replayed.valuesOf(scalars) : null;
    const before = executed && program.held.copies();
    try {
      const row = this.compute(session);
      if (!row) return null;
      if (before && executed && !this.agrees(row, executed, before)) this.difference = 'loss or metrics';
      replayed.settle(scalars, row.scalars);
      return row;
    } finally {
      this.tf.dispose([...(before?.values() ?? [])]);
    }
  }

  /** @param before the variables' values before the step */
  private agrees({ scalars }: CompiledRow, executed: Float32Array, before: ReadonlyMap<Variable, Tensor>): boolean {
    const { tf, program, feed, replayed } = this;
    if (scalarsAgree(scalars, executed, [])) return true;
    const start = { startOf: (variable: Variable) => before.get(variable) ?? variable, tensors: feed.tensors };
    const moved = nudgedResults(tf, start, ({ startOf, tensors }) =>
      program.scalarsFor(startOf, { ...feed, tensors }, replayed.inputs),
    );
    return scalarsAgree(scalars, executed, moved);
  }

  private compute(session: RecordedFit): CompiledRow | null {
    const { replayed, program, feed } = this;
    try {
      const row = program.run(feed, session.dueExtras, replayed.inputs);
      if (!row) replayed.diverge('its numbers are NaN or infinite');
      return row;
    } catch (error) {
      // TensorFlow's own error comes again, with its place, where the operations are executed.
      replayed.diverge(`it fails as a graph: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  end(): void {
    this.replayed.end();
  }

  valuesBefore(): ReadonlyMap<Variable, Tensor> {
    return this.program.held.copies();
  }

  weightsBefore(): Tensor[] {
    return this.replayed.weightsBefore();
  }
}
