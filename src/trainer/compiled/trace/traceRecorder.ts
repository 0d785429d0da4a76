import { engineOf } from '../../../tfjs/engine.js';
import type {
  Binding,
  NodeBackend,
  OpAttribute,
  OutputInfo,
  TensorId,
  TensorValues,
} from '../../../tfjs/nodeBackend.js';
import { patchOne } from '../../../tfjs/patch.js';
import type { Tensor, Tfjs, Variable } from '../../../tfjs/tfjs.js';
import type { Phase } from '../../tap/stepWatcher.js';
import { currentId } from '../state/lazyEntry.js';
import { separateData } from '../state/separateData.js';
import { bindingLike } from '../tensorflow/bindingLike.js';
import { RandomNumbers } from './randomNumbers.js';
import type { CapturedTensor, Source, Trace, TracedOp } from './trace.js';

/**
 * Operations of the longest step that is made a graph: writing it and TensorFlow's own preparation take about a millisecond and 20 KB
 * for each, which of a recurrent layer over thousands of moments would be minutes and gigabytes.
 */
const MOST_OPERATIONS = 50_000;

/** Where the values of a step that is not recorded any more come from. */
const UNKNOWN: Source = { kind: 'captured', index: -1 };

interface Created {
  readonly shape: readonly number[];
  readonly dtype: number;
  readonly values: TensorValues;
  readonly phase: Phase;
}

/** Writes down every native operation of one eager step. The step itself computes what it always does. */
export class TraceRecorder {
  private phase: Phase = 'compute';
  private readonly ops: TracedOp[] = [];
  private readonly created: Created[] = [];
  private readonly captured: CapturedTensor[] = [];
  private readonly sources = new Map<TensorId, Source>();
  /** The tensors that operations were given, by their handles. */
  private readonly given = new Map<TensorId, Tensor>();
  private readonly before: readonly { readonly variable: Variable; readonly dataId: object }[];
  private readonly random: RandomNumbers;
  private refusal: string | null = null;

  constructor(
    tf: Tfjs,
    private readonly backend: NodeBackend,
    batch: readonly (Tensor | null)[],
    /** Variables that tfjs does not list. */
    unlisted: readonly Variable[],
  ) {
    this.random = new RandomNumbers(tf, backend);
    const variables = [...Object.values(engineOf(tf).registeredVariables), ...unlisted];
    separateData(backend, variables);
    // What the step uploads is taken for numbers that it makes.
    backend.getInputTensorIds(variables.filter((variable) => waitsForUpload(backend, variable)));
    this.before = variables.map((variable) => ({ variable, dataId: variable.dataId }));
    batch.forEach((tensor, index) => {
      if (tensor) this.sources.set(this.idOf(tensor), { kind: 'batch', index });
    });
  }

  /** Runs the step. */
  record<T>(step: () => T): T {
    const { backend } = this;
    const undo = patchOne(backend, 'tracedOperations', {
      binding: (binding) => this.recording(binding),
      getInputTensorIds: (getInputTensorIds) => (tensors) => {
        const ids = getInputTensorIds.call(backend, tensors);
        if (this.refusal !== null) return ids;
        ids.forEach((id, index) => {
          this.given.set(id, tensors[index] as Tensor);
        });
        return ids;
      },
    });
    try {
      return this.random.observe(step);
    } finally {
      undo();
    }
  }

  during<T>(phase: Phase, run: () => T): T {
    const outer = this.phase;
    this.phase = phase;
    try {
      return run();
    } finally {
      this.phase = outer;
    }
  }

  /** Where a tensor that the step has made, or works on, comes from. */
  sourceOf(tensor: Tensor): Source {
    return this.sourceOfId(this.idOf(tensor));
  }

  /** Once the step has run. */
  finish(): Trace {
    if (this.refusal !== null)
      return { ops: [], created: [], captured: [], assigned: [], drawsNumbers: false, refusal: this.refusal };
    const assigned = this.before
      .filter(({ variable, dataId }) => !variable.isDisposed && variable.dataId !== dataId)
      .map(({ variable }) => ({ variable, value: this.sourceOf(variable) }));
    const created = this.created.map((each) => ({ ...each, random: this.random.sourceOf(each.values, each.shape) }));
    const { ops, captured, refusal } = this;
    return { ops, created, captured, assigned, drawsNumbers: this.random.strayed, refusal };
  }

  /** Nothing of the step is of use any more. */
  private refuse(reason: string): void {
    if (this.refusal !== null) return;
    this.refusal = reason;
    for (const kept of [this.ops, this.created, this.captured]) kept.length = 0;
    this.sources.clear();
    this.given.clear();
  }

  private recording(binding: Binding): Binding {
    const { sources } = this;
    return bindingLike(binding, {
      executeOp: (name, attributes, inputs, count) => {
        if (this.refusal !== null) return binding.executeOp(name, attributes, inputs, count);
        const from = inputs.map((id) => this.sourceOfId(id));
        const outputs = binding.executeOp(name, attributes, inputs, count);
        this.addOp(name, attributes, from, outputs);
        return outputs;
      },
      createTensor: (shape, dtype, values) => {
        const id = binding.createTensor(shape, dtype, values);
        if (this.refusal !== null) return id;
        sources.set(id, { kind: 'created', index: this.created.length });
        this.created.push({ shape: [...shape], dtype, values, phase: this.phase });
        return id;
      },
      tensorDataSync: (id) => {
        if (this.phase !== 'measure') this.refuse('it reads values');
        return binding.tensorDataSync(id);
      },
    });
  }

  private addOp(
    name: string,
    attributes: OpAttribute[],
    inputs: readonly Source[],
    outputs: readonly OutputInfo[],
  ): void {
    const op = this.ops.length;
    if (op === MOST_OPERATIONS) {
      this.refuse(`it has more than ${MOST_OPERATIONS.toLocaleString('en-US')} operations`);
      return;
    }
    outputs.forEach(({ id }, output) => {
      this.sources.set(id, { kind: 'output', op, output });
    });
    const { phase } = this;
    this.ops.push({ name, attributes, inputs, outputs: outputs.map(({ shape, dtype }) => ({ shape, dtype })), phase });
  }

  private sourceOfId(id: TensorId): Source {
    if (this.refusal !== null) return UNKNOWN;
    const known = this.sources.get(id);
    if (known) return known;
    const source = this.variableWith(id) ?? this.capture(id);
    if (!source) return UNKNOWN;
    this.sources.set(id, source);
    return source;
  }

  private capture(id: TensorId): Source | null {
    const tensor = this.given.get(id);
    if (!tensor) {
      this.refuse("it works on tensors that are not tfjs's");
      return null;
    }
    const { dataId, shape } = tensor;
    this.captured.push({ id, dataId, shape, dtype: this.backend.getDTypeInteger(tensor.dtype) });
    return { kind: 'captured', index: this.captured.length - 1 };
  }

  private variableWith(id: TensorId): Source | null {
    const { tensorMap } = this.backend;
    for (const { variable, dataId } of this.before) {
      if (tensorMap.has(dataId) && currentId(tensorMap.get(dataId)) === id) return { kind: 'variable', variable };
    }
    return null;
  }

  private idOf(tensor: Tensor): TensorId {
    const [id] = this.backend.getInputTensorIds([tensor]);
    if (id === undefined) throw new Error('A tensor has no handle');
    return id;
  }
}

function waitsForUpload({ tensorMap }: NodeBackend, { dataId, isDisposed }: Variable): boolean {
  return !isDisposed && tensorMap.get(dataId).values !== null;
}
