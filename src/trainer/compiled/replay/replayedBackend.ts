import {
  type Binding,
  int64Of,
  type NodeBackend,
  type OpAttribute,
  type OutputInfo,
  type TensorId,
  type TensorValues,
} from '../../../tfjs/nodeBackend.js';
import { patchOne } from '../../../tfjs/patch.js';
import type { Tensor, Tfjs } from '../../../tfjs/tfjs.js';
import type { CompiledProgram } from '../steps/compiledProgram.js';
import type { Feed } from '../steps/stepFeed.js';
import { bindingLike } from '../tensorflow/bindingLike.js';
import { onPlainBackend } from '../tensorflow/plainBackend.js';
import { type Source, sourceKey } from '../trace/trace.js';
import { ExpectedOps } from './expectedOps.js';
import { PostponedOps } from './postponedOps.js';
import { FIRST_VIRTUAL, StandIns } from './standIns.js';
import { StandInValues } from './standInValues.js';
import { StepInputs } from './stepInputs.js';
import { VirtualEntry } from './virtualEntry.js';

/** TF_INT64, which the binding does not name. */
const INT64 = 9;

/** tfjs-node's backend while a step is replayed: it hands out stand-ins, and knows how to compute them. */
export class ReplayedBackend {
  following = true;
  divergence: string | null = null;
  divergedAtOnce = false;
  readonly inputs: StepInputs;
  private readonly binding: Binding;
  private readonly expected: ExpectedOps;
  private readonly standIns: StandIns;
  private readonly values: StandInValues;
  private readonly postponed: PostponedOps;
  /** Stand-ins for the variables' values before the step, by tfjs's name of their data. */
  private readonly variables = new Map<object, TensorId>();
  /** Those for tensors that were made of numbers and not uploaded before the step. */
  private readonly pending = new Map<object, TensorId>();

  constructor(
    tf: Tfjs,
    private readonly backend: NodeBackend,
    private readonly program: CompiledProgram,
    private readonly feed: Feed,
  ) {
    const { trace, optimizer, varying } = program.step;
    this.binding = backend.binding;
    this.inputs = new StepInputs(backend, this.binding, trace, varying, optimizer === null);
    this.expected = new ExpectedOps(trace, optimizer === null);
    this.standIns = new StandIns(tf, backend, () => this.diverge('it reads values'));
    this.values = new StandInValues(tf, backend, program, feed, this.standIns, this.inputs);
    this.postponed = new PostponedOps(this.binding, (id) => this.values.make(id));
    for (const { variable } of program.graph.variables) {
      this.variables.set(variable.dataId, this.standIns.handle({ kind: 'variable', variable }));
    }
    if (feed.rows) return;
    feed.tensors.forEach((tensor, index) => {
      if (tensor) this.standIns.name(this.realId(tensor), { kind: 'batch', index });
    });
  }

  /** Stand-ins for the rows that the graph picks. */
  batch(): (Tensor | null)[] {
    const { rows, tensors } = this.feed;
    return tensors.map((tensor, index) => {
      if (!tensor) return null;
      const shape = [rows?.length ?? 0, ...tensor.shape.slice(1)];
      const dtype = this.backend.getDTypeInteger(tensor.dtype);
      return this.standIns.tensor(shape, dtype, { kind: 'batch', index });
    });
  }

  /** Runs JavaScript with this in the backend's place. */
  during<T>(run: () => T): T {
    const { backend } = this;
    const undo = patchOne(backend, 'replayedOperations', {
      binding: () => this.replacement(),
      getInputTensorIds: () => (tensors) => tensors.map((tensor) => this.idOf(tensor)),
      createOutputTensor: (createOutputTensor) => (output) => {
        const source = this.following ? this.standIns.sourceOf(output.id) : undefined;
        if (!source) return createOutputTensor.call(backend, output);
        return this.standIns.tensor(output.shape, output.dtype, source, output.id);
      },
    });
    try {
      return run();
    } finally {
      undo();
    }
  }

  /**
   * Whether all of the graph's operations were asked for, and nobody has a stand-in that will not get a value.
   * @param kept tensors of ours that outlive the step
   */
  endsAsExpected(scalars: readonly Tensor[], kept: readonly Tensor[]): boolean {
    const { scalars: expected } = this.program.step;
    if (!this.following || !this.expected.done || scalars.length !== expected.length) return false;
    const { tensorMap } = this.backend;
    const variables = [...this.program.graph.assigned];
    const known = new Set([...scalars, ...kept, ...variables].map(({ dataId }) => tensorMap.get(dataId)));
    for (const entry of this.standIns.live) {
      if (!known.has(entry) && entry.source.kind !== 'batch') return false;
    }
    return scalars.every(({ dataId }, index) => {
      const entry = tensorMap.get(dataId);
      return entry instanceof VirtualEntry && sourceKey(entry.source) === sourceKey(expected[index] as Source);
    });
  }

  /** Executes what was postponed, and forgets it again. */
  valuesOf(scalars: readonly Tensor[]): Float32Array {
    this.postponed.execute();
    return Float32Array.from(scalars, ({ dataId }) => {
      const entry = this.backend.tensorMap.get(dataId);
      const id = entry instanceof VirtualEntry ? this.standIns.idOf(entry) : undefined;
      return id === undefined ? Number.NaN : (this.binding.tensorDataSync(this.postponed.real(id))[0] ?? Number.NaN);
    });
  }

  /** Gives the step's results their values, which the graph has computed. */
  settle(scalars: readonly Tensor[], values: Float32Array): void {
    this.following = false;
    for (const [index, { dataId }] of scalars.entries()) {
      this.backend.tensorMap.get(dataId).values = values.slice(index, index + 1);
    }
  }

  /** Executes what was postponed; from here on, everything is executed at once. */
  diverge(reason: string): void {
    if (!this.following) return;
    this.following = false;
    this.divergence = reason;
    this.divergedAtOnce = !this.expected.begun;
    this.postponed.execute();
    for (const entry of this.standIns.live) {
      const id = this.standIns.idOf(entry);
      if (id !== undefined) entry.handle = this.postponed.take(id);
    }
  }

  /** Once the step is over. */
  end(): void {
    this.inputs.discard();
    this.postponed.discard();
  }

  /** The measured variables' weights before the step. @returns tensors to be disposed by the caller */
  weightsBefore(): Tensor[] {
    return this.program.step.measured.map(({ variable }) => {
      const { backend } = this;
      const id = this.values.ofVariable(variable);
      return backend.createOutputTensor({ id, shape: [...variable.shape], dtype: backend.binding.TF_FLOAT });
    });
  }

  private replacement(): Binding {
    const { binding, postponed } = this;
    return bindingLike(binding, {
      executeOp: (name, attributes, inputs, count) => {
        if (this.following) {
          const outputs = this.postpone(name, attributes, inputs, count);
          if (outputs) return outputs;
          this.diverge('its operations differ from before');
        }
        const given = inputs.map((id) => postponed.real(id));
        return binding.executeOp(name, attributes, given, count);
      },
      createTensor: (shape, dtype, values) =>
        (this.following ? this.createLater(shape, dtype, values) : null) ?? binding.createTensor(shape, dtype, values),
      tensorDataSync: (id) => binding.tensorDataSync(postponed.real(id)),
      deleteTensor: (id) => {
        if (id < FIRST_VIRTUAL) binding.deleteTensor(id);
      },
    });
  }

  private postpone(name: string, attributes: OpAttribute[], inputs: TensorId[], count: number): OutputInfo[] | null {
    // A tensor from before the step is told by its handle until it is known which one of the trace it stands for.
    const sources = inputs.map((id): Source => this.standIns.sourceOf(id) ?? { kind: 'captured', index: id });
    const expected = this.expected.next(name, attributes, sources, (given, wanted) => this.isSame(given, wanted));
    if (!expected || expected.op.outputs.length !== count) return null;
    const outputs = expected.op.outputs.map(({ shape, dtype }, output) => {
      const id = this.standIns.handle({ kind: 'output', op: expected.index, output });
      return { id, shape: [...shape], dtype };
    });
    this.postponed.add({ name, attributes, inputs, outputs: outputs.map(({ id }) => id) });
    return outputs;
  }

  private isSame(given: Source, expected: Source): boolean {
    if (given.kind !== expected.kind) return false;
    if (given.kind === 'captured' && expected.kind === 'captured') {
      return this.inputs.isCaptured(given.index, expected.index);
    }
    return sourceKey(given) === sourceKey(expected);
  }

  private createLater(shape: number[], dtype: number, values: TensorValues): TensorId | null {
    const index = this.inputs.addNumbers(shape, dtype, values);
    if (index !== null) return this.standIns.handle({ kind: 'created', index });
    this.diverge('it creates tensors with different values than before');
    return null;
  }

  private idOf(tensor: Tensor): TensorId {
    const int64 = int64Of(tensor);
    if (int64) return this.backend.binding.createTensor([], INT64, int64);
    if (this.following) {
      const standIn = this.standInOf(tensor);
      if (standIn !== null) return standIn;
    }
    const id = this.realId(tensor);
    this.inputs.note(id, tensor);
    return id;
  }

  private standInOf(tensor: Tensor): TensorId | null {
    const entry = this.backend.tensorMap.get(tensor.dataId);
    if (entry instanceof VirtualEntry) return this.standIns.idOf(entry) ?? null;
    const known = this.variables.get(tensor.dataId) ?? this.pending.get(tensor.dataId);
    if (known !== undefined || entry.values === null) return known ?? null;
    const later = this.createLater(entry.shape, entry.dtype, entry.values);
    if (later !== null) this.pending.set(tensor.dataId, later);
    return later;
  }

  private realId(tensor: Tensor): TensorId {
    return onPlainBackend(this.backend, this.binding, () => this.backend.getInputTensorIds([tensor])[0] as TensorId);
  }
}
