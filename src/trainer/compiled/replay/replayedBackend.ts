import type { Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';
import type { CompiledProgram, Feed, OtherInputs } from '../steps/compiledProgram.js';
import type { Binding, NodeBackend, OpAttribute, OutputInfo, TensorId, TensorValues } from '../tensorflow/binding.js';
import { sameNumbers, sameShape } from '../trace/sameValues.js';
import { type CapturedTensor, type CreatedTensor, type Source, sourceKey } from '../trace/trace.js';
import { ExpectedOps } from './expectedOps.js';
import { VirtualEntry } from './virtualEntry.js';

/** Handles from here on are stand-ins; TensorFlow's own count from 0. */
const FIRST_VIRTUAL = 2 ** 30;

/** An operation that the JavaScript asked for and that was not executed. */
interface Postponed {
  readonly name: string;
  readonly attributes: OpAttribute[];
  readonly inputs: TensorId[];
  readonly outputs: TensorId[];
}

/** tfjs-node's backend while a step is replayed: it hands out stand-ins, and knows how to compute them. */
export class ReplayedBackend {
  following = true;
  divergence: string | null = null;
  private readonly expected: ExpectedOps;
  private readonly binding: Binding;
  private nextId = FIRST_VIRTUAL;
  private readonly sources = new Map<TensorId, Source>();
  private readonly postponed: Postponed[] = [];
  /** Numbers that tensors are to be made of, by stand-in. */
  private readonly numbers = new Map<TensorId, { shape: number[]; dtype: number; values: TensorValues }>();
  private created = 0;
  /** Handles of the captured tensors, by their index. */
  private readonly captured = new Map<number, TensorId>();
  private readonly given = new Map<TensorId, Tensor>();
  /** Stand-ins for the variables' values before the step, by tfjs's name of their data. */
  private readonly variables = new Map<object, { readonly id: TensorId; readonly variable: Variable }>();
  private readonly live = new Set<VirtualEntry>();
  private readonly executed = new Map<TensorId, TensorId>();
  private readonly uploaded: TensorId[] = [];

  constructor(
    private readonly tf: Tfjs,
    private readonly backend: NodeBackend,
    private readonly program: CompiledProgram,
    private readonly feed: Feed,
  ) {
    this.binding = backend.binding;
    const { trace, optimizer } = program.step;
    this.expected = new ExpectedOps(trace, optimizer === null);
    for (const { variable } of program.graph.variables) {
      const id = this.virtualId({ kind: 'variable', variable });
      this.variables.set(variable.dataId, { id, variable });
    }
    if (feed.rows) return;
    feed.tensors.forEach((tensor, index) => {
      if (tensor) this.sources.set(this.realId(tensor), { kind: 'batch', index });
    });
  }

  standIns(): (Tensor | null)[] {
    const { rows, tensors } = this.feed;
    return tensors.map((tensor, index) => {
      if (!tensor) return null;
      const shape = [rows?.length ?? 0, ...tensor.shape.slice(1)];
      const dtype = this.backend.getDTypeInteger(tensor.dtype);
      return this.standIn(shape, dtype, { kind: 'batch', index });
    });
  }

  /** Runs JavaScript with this in the backend's place. */
  during<T>(run: () => T): T {
    const { backend, binding } = this;
    backend.binding = this.replacement();
    backend.getInputTensorIds = (tensors) => tensors.map((tensor) => this.idOf(tensor));
    const { createOutputTensor } = backend;
    backend.createOutputTensor = (output) => {
      const source = this.sources.get(output.id);
      if (!this.following || !source) return createOutputTensor.call(backend, output);
      return this.standIn(output.shape, output.dtype, source, output.id);
    };
    try {
      return run();
    } finally {
      backend.binding = binding;
      // The methods are the prototype's.
      delete (backend as Partial<NodeBackend>).getInputTensorIds;
      delete (backend as Partial<NodeBackend>).createOutputTensor;
    }
  }

  get otherInputs(): OtherInputs {
    const { trace } = this.program.step;
    return {
      captured: (index) => this.captured.get(index) ?? (trace.captured[index] as CapturedTensor).id,
      created: (index) => {
        const found = [...this.numbers].find(([id]) => {
          const source = this.sources.get(id);
          return source?.kind === 'created' && source.index === index;
        });
        if (!found) throw new Error(`A step that is replayed has no created tensor ${index}`);
        const [, { shape, dtype, values }] = found;
        const id = this.binding.createTensor(shape, dtype, values);
        this.uploaded.push(id);
        return id;
      },
    };
  }

  discardInputs(): void {
    for (const id of this.uploaded.splice(0)) this.binding.deleteTensor(id);
  }

  /** Whether all of the graph's operations were asked for, and nobody has a stand-in that will not get a value. */
  endsAsExpected(scalars: readonly Tensor[], kept: readonly Tensor[]): boolean {
    const { scalars: expected } = this.program.step;
    if (!this.following || !this.expected.done || scalars.length !== expected.length) return false;
    const known = new Set<object>([...scalars, ...kept].map(({ dataId }) => dataId));
    for (const variable of this.program.graph.assigned) known.add(variable.dataId);
    const { tensorMap } = this.backend;
    const entries = new Set([...known].map((dataId) => tensorMap.get(dataId)));
    for (const entry of this.live) {
      if (!entries.has(entry) && entry.source.kind !== 'batch') return false;
    }
    return scalars.every(({ dataId }, index) => {
      const entry = tensorMap.get(dataId);
      return entry instanceof VirtualEntry && sourceKey(entry.source) === sourceKey(expected[index] as Source);
    });
  }

  settle(scalars: readonly Tensor[], values: Float32Array): void {
    scalars.forEach(({ dataId }, index) => {
      const entry = this.backend.tensorMap.get(dataId);
      entry.values = values.slice(index, index + 1);
    });
    this.following = false;
  }

  /** Executes what was postponed; from here on, everything is executed at once. */
  diverge(reason: string): void {
    if (!this.following) return;
    this.following = false;
    this.divergence = reason;
    const { binding } = this;
    const temporary: TensorId[] = [];
    const real = (id: TensorId): TensorId => {
      if (id < FIRST_VIRTUAL) return id;
      let known = this.executed.get(id);
      if (known === undefined) {
        known = this.make(id);
        this.executed.set(id, known);
        temporary.push(known);
      }
      return known;
    };
    for (const { name, attributes, inputs, outputs } of this.postponed) {
      const made = binding.executeOp(name, attributes, inputs.map(real), outputs.length);
      made.forEach(({ id }, index) => {
        this.executed.set(outputs[index] as TensorId, id);
        temporary.push(id);
      });
    }
    const owned = new Set<TensorId>();
    for (const entry of this.live) {
      entry.handle = real(this.idOfEntry.get(entry) as TensorId);
      owned.add(entry.handle);
    }
    this.unowned = temporary.filter((id) => !owned.has(id));
  }
  /** Results that no tensor has; operations that were asked for before the divergence may still need them. */
  private unowned: TensorId[] = [];
  private readonly idOfEntry = new Map<VirtualEntry, TensorId>();

  /** Once the step's JavaScript has ended. */
  end(): void {
    for (const id of this.unowned.splice(0)) this.binding.deleteTensor(id);
  }

  weightsBefore(): Tensor[] {
    const { program, backend } = this;
    const measured = program.step.measured.map(({ variable }) => variable);
    const inSession = measured.flatMap((variable) => program.graph.variables.filter((each) => each.variable === variable));
    return program.held
      .valuesOf(inSession)
      .map((id, index) => {
        const { shape, dtype } = inSession[index] as (typeof inSession)[number];
        return backend.createOutputTensor({ id, shape: [...shape], dtype });
      });
  }

  private replacement(): Binding {
    const { binding } = this;
    const constants = Object.getOwnPropertyNames(binding).map((name) => [name, binding[name as keyof Binding]]);
    return {
      ...(Object.fromEntries(constants) as Binding),
      executeOp: (name, attributes, inputs, count) => {
        if (this.following) {
          const outputs = this.postpone(name, attributes, inputs, count);
          if (outputs) return outputs;
          this.diverge('its operations are others than before');
        }
        return binding.executeOp(name, attributes, inputs.map((id) => this.executed.get(id) ?? id), count);
      },
      createTensor: (shape, dtype, values) => {
        const id = this.following ? this.createLater(shape, dtype, values) : null;
        return id ?? binding.createTensor(shape, dtype, values);
      },
      tensorDataSync: (id) => binding.tensorDataSync(this.executed.get(id) ?? id),
      deleteTensor: (id) => {
        if (id < FIRST_VIRTUAL) binding.deleteTensor(id);
      },
      loadSavedModel: (folder, tags) => binding.loadSavedModel(folder, tags),
      deleteSavedModel: (session) => binding.deleteSavedModel(session),
      runSavedModel: (session, inputs, inputNames, outputNames) =>
        binding.runSavedModel(session, inputs, inputNames, outputNames),
    };
  }

  private postpone(name: string, attributes: OpAttribute[], inputs: TensorId[], count: number): OutputInfo[] | null {
    const sources = inputs.map((id) => this.sourceOf(id));
    const expected = this.expected.next(name, attributes, sources, (given, wanted) => this.isSame(given, wanted));
    if (!expected || expected.op.outputs.length !== count) return null;
    const outputs = expected.op.outputs.map(({ shape, dtype }, output) => {
      const id = this.virtualId({ kind: 'output', op: expected.index, output });
      return { id, shape: [...shape], dtype };
    });
    this.postponed.push({ name, attributes, inputs: [...inputs], outputs: outputs.map(({ id }) => id) });
    return outputs;
  }

  private isSame(given: Source, expected: Source): boolean {
    if (given.kind !== expected.kind) return false;
    if (given.kind === 'captured' && expected.kind === 'captured') return this.isCaptured(given.index, expected.index);
    return sourceKey(given) === sourceKey(expected);
  }

  /** @param id handle of a tensor from before the step, in place of an index */
  private isCaptured(id: TensorId, index: number): boolean {
    const known = this.captured.get(index);
    if (known !== undefined) return known === id;
    const expected = this.program.step.trace.captured[index];
    const tensor = this.given.get(id);
    if (!expected || !tensor || !sameShape(tensor.shape, expected.shape)) return false;
    if (this.backend.getDTypeInteger(tensor.dtype) !== expected.dtype) return false;
    this.captured.set(index, id);
    return true;
  }

  /** A tensor from before the step is told by its handle until it is known which one of the trace it stands for. */
  private sourceOf(id: TensorId): Source {
    return this.sources.get(id) ?? { kind: 'captured', index: id };
  }

  /** @returns null where the graph has other numbers in that place */
  private createLater(shape: number[], dtype: number, values: TensorValues): TensorId | null {
    const index = this.created;
    const expected: CreatedTensor | undefined = this.program.step.trace.created[index];
    const fits = expected?.dtype === dtype && sameShape(expected.shape, shape);
    if (!fits || !(this.program.step.varying.has(index) || sameNumbers(expected.values, values))) {
      if (fits) this.newlyVarying = index;
      this.diverge('it makes other numbers than before');
      return null;
    }
    this.created++;
    const id = this.virtualId({ kind: 'created', index });
    this.numbers.set(id, { shape, dtype, values });
    return id;
  }

  /** A number that was taken for a constant and is none. */
  newlyVarying: number | null = null;

  private idOf(tensor: Tensor): TensorId {
    const { tensorMap } = this.backend;
    // tfjs-node's wrapper of a 64-bit integer, which is no tensor.
    if (!tensor.dataId) return this.wrapped(tensor as unknown as { valueArray: Int32Array });
    const entry = tensorMap.get(tensor.dataId);
    if (this.following) {
      if (entry instanceof VirtualEntry && entry.handle === null) {
        const id = this.idOfEntry.get(entry);
        if (id !== undefined) return id;
      }
      const variable = this.variables.get(tensor.dataId);
      if (variable) return variable.id;
      if (entry.values !== null && !(entry instanceof VirtualEntry)) return this.pendingId(tensor);
    }
    const id = this.realId(tensor);
    this.given.set(id, tensor);
    return id;
  }

  /** A tensor that was made of numbers and not uploaded yet: it still can be, when the step is over. */
  private pendingId(tensor: Tensor): TensorId {
    const known = this.pending.get(tensor.dataId);
    if (known !== undefined) return known;
    const { shape, dtype, values } = this.backend.tensorMap.get(tensor.dataId);
    const id = values && this.createLater(shape, dtype, values);
    if (id === null) return this.realId(tensor);
    this.pending.set(tensor.dataId, id);
    return id;
  }
  private readonly pending = new Map<object, TensorId>();

  private wrapped({ valueArray }: { valueArray: Int32Array }): TensorId {
    const [int64] = [9];
    return this.backend.binding.createTensor([], int64 as number, valueArray);
  }

  private realId(tensor: Tensor): TensorId {
    const { backend } = this;
    const prototype = Object.getPrototypeOf(backend) as NodeBackend;
    // Uploads with the binding itself, not with the stand-in's.
    const current = backend.binding;
    backend.binding = this.binding;
    try {
      return prototype.getInputTensorIds.call(backend, [tensor])[0] as TensorId;
    } finally {
      backend.binding = current;
    }
  }

  private virtualId(source: Source): TensorId {
    const id = this.nextId++;
    this.sources.set(id, source);
    return id;
  }

  private standIn(shape: number[], dtype: number, source: Source, id = this.virtualId(source)): Tensor {
    const { backend } = this;
    const released = (entry: VirtualEntry) => this.live.delete(entry);
    const entry = new VirtualEntry(shape, dtype, source, () => this.diverge('it reads values'), released);
    this.idOfEntry.set(entry, id);
    this.live.add(entry);
    const dataId = {};
    backend.tensorMap.set(dataId, entry);
    const engine = this.tf.engine() as unknown as {
      makeTensorFromTensorInfo(info: { dataId: object; shape: number[]; dtype: string }): Tensor;
    };
    return engine.makeTensorFromTensorInfo({ dataId, shape, dtype: this.nameOf(dtype) });
  }

  private nameOf(dtype: number): string {
    const { TF_INT32, TF_BOOL } = this.binding;
    if (dtype === TF_INT32) return 'int32';
    return dtype === TF_BOOL ? 'bool' : 'float32';
  }

  /** Executes what a stand-in that is no operation's result stands for. */
  private make(id: TensorId): TensorId {
    const { binding, tf, feed, program } = this;
    const numbers = this.numbers.get(id);
    if (numbers) return binding.createTensor(numbers.shape, numbers.dtype, numbers.values);
    const source = this.sources.get(id);
    if (source?.kind === 'variable') {
      const inSession = program.graph.variables.find(({ variable }) => variable === source.variable);
      const [value] = inSession ? program.held.valuesOf([inSession]) : [];
      if (value !== undefined) return value;
    }
    if (source?.kind === 'batch' && feed.rows) {
      const rows = tf.tensor1d(feed.rows, 'int32');
      const gathered = this.outside(() => tf.gather(feed.tensors[source.index] as Tensor, rows));
      const own = this.realId(gathered);
      const [copy] = binding.executeOp('Identity', [this.type(gathered)], [own], 1);
      tf.dispose([rows, gathered]);
      if (copy) return copy.id;
    }
    throw new Error(`A step that is replayed lacks ${source ? sourceKey(source) : id}`);
  }

  private type(tensor: Tensor): OpAttribute {
    return { name: 'T', type: this.binding.TF_ATTR_TYPE, value: this.backend.getDTypeInteger(tensor.dtype) };
  }

  /** Runs tfjs on the backend as it is without us. */
  private outside<T>(run: () => T): T {
    const { backend } = this;
    const { binding, getInputTensorIds, createOutputTensor } = backend;
    const replaced = Object.hasOwn(backend, 'getInputTensorIds');
    backend.binding = this.binding;
    delete (backend as Partial<NodeBackend>).getInputTensorIds;
    delete (backend as Partial<NodeBackend>).createOutputTensor;
    try {
      return run();
    } finally {
      backend.binding = binding;
      if (replaced) Object.assign(backend, { getInputTensorIds, createOutputTensor });
    }
  }
}
