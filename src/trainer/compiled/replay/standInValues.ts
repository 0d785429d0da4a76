import type { Binding, NodeBackend, OutputInfo, TensorId } from '../../../tfjs/nodeBackend.js';
import type { Tensor, Tfjs, Variable } from '../../../tfjs/tfjs.js';
import type { CompiledProgram } from '../steps/compiledProgram.js';
import type { Feed } from '../steps/stepFeed.js';
import { onPlainBackend } from '../tensorflow/plainBackend.js';
import { sourceKey } from '../trace/trace.js';
import type { StandIns } from './standIns.js';
import type { StepInputs } from './stepInputs.js';

/** What stand-ins stand for that are no operation's result: variables before the step, rows of the batch, and numbers. */
export class StandInValues {
  private readonly binding: Binding;

  constructor(
    private readonly tf: Tfjs,
    private readonly backend: NodeBackend,
    private readonly program: CompiledProgram,
    private readonly feed: Feed,
    private readonly standIns: StandIns,
    private readonly inputs: StepInputs,
  ) {
    this.binding = backend.binding;
  }

  /** @returns a new handle, or that of a variable, to be deleted by the caller */
  make(id: TensorId): TensorId {
    const source = this.standIns.sourceOf(id);
    if (source?.kind === 'created') return this.inputs.upload(source.index);
    if (source?.kind === 'variable') return this.ofVariable(source.variable);
    if (source?.kind === 'batch' && this.feed.rows) return this.gather(source.index, this.feed.rows);
    throw new Error(`A step that is replayed lacks ${source ? sourceKey(source) : id}`);
  }

  /** A variable's value before the step. */
  ofVariable(variable: Variable): TensorId {
    const value = this.program.held.valueOf(variable);
    if (value === null) throw new Error(`The graph does not have the variable ${variable.name}`);
    return value;
  }

  private gather(index: number, rows: Int32Array): TensorId {
    return onPlainBackend(this.backend, this.binding, () => {
      const { tf, backend, binding } = this;
      const gathered = tf.tidy(() => tf.gather(this.feed.tensors[index] as Tensor, tf.tensor1d(rows, 'int32')));
      const T = { name: 'T', type: binding.TF_ATTR_TYPE, value: backend.getDTypeInteger(gathered.dtype) };
      const [copy] = binding.executeOp('Identity', [T], backend.getInputTensorIds([gathered]), 1);
      gathered.dispose();
      return (copy as OutputInfo).id;
    });
  }
}
