import type { Binding, NodeBackend, TensorId, TensorValues } from '../../../tfjs/nodeBackend.js';
import type { Tensor } from '../../../tfjs/tfjs.js';
import type { OtherInputs } from '../steps/stepFeed.js';
import { sameNumbers, sameShape } from '../trace/sameValues.js';
import { shapeNumbers } from '../trace/shapeNumbers.js';
import type { CapturedTensor, Trace } from '../trace/trace.js';

interface Numbers {
  readonly shape: number[];
  readonly dtype: number;
  readonly values: TensorValues;
}

/** What a replayed step works on beyond its batch: tensors from before it, and numbers that it makes tensors of. */
export class StepInputs implements OtherInputs {
  /** A number that was taken for a constant and is none, as an index into the trace's. */
  newlyVarying: number | null = null;
  /** By the indices of the trace's created tensors. */
  private readonly numbers = new Map<number, Numbers>();
  /** Indices of those that the JavaScript is still to make. */
  private readonly expected: number[];
  private readonly handles = new Map<number, TensorId>();
  private readonly given = new Map<TensorId, Tensor>();
  private readonly uploaded: TensorId[] = [];
  private readonly ofShapes: ReadonlySet<number>;

  constructor(
    private readonly backend: NodeBackend,
    private readonly binding: Binding,
    private readonly trace: Trace,
    private readonly varying: ReadonlySet<number>,
    /** Whether the optimizer's JavaScript runs. */
    withUpdate: boolean,
  ) {
    this.ofShapes = shapeNumbers(trace, binding.TF_INT32);
    this.expected = [...trace.created.keys()].filter((index) => {
      const phase = trace.created[index]?.phase;
      return phase === 'compute' || (withUpdate && phase === 'update');
    });
  }

  /** Says which tensor has a handle. */
  note(id: TensorId, tensor: Tensor): void {
    this.given.set(id, tensor);
  }

  /** Whether a tensor from before the step is in the place that one of the trace had. */
  isCaptured(id: TensorId, index: number): boolean {
    const known = this.handles.get(index);
    if (known !== undefined) return known === id;
    const expected = this.trace.captured[index];
    const tensor = this.given.get(id);
    if (!expected || !tensor || !sameShape(tensor.shape, expected.shape)) return false;
    if (this.backend.getDTypeInteger(tensor.dtype) !== expected.dtype) return false;
    this.handles.set(index, id);
    return true;
  }

  /** Keeps numbers that a tensor is made of. @returns their index; null where the graph has others in that place */
  addNumbers(shape: number[], dtype: number, values: TensorValues): number | null {
    const [index = -1] = this.expected;
    const expected = this.trace.created[index];
    if (expected?.dtype !== dtype || !sameShape(expected.shape, shape)) return null;
    const mayVary = this.varying.has(index) && !this.ofShapes.has(index);
    if (!mayVary && !sameNumbers(expected.values, values)) {
      if (!this.ofShapes.has(index)) this.newlyVarying = index;
      return null;
    }
    this.expected.shift();
    this.numbers.set(index, { shape, dtype, values });
    return index;
  }

  captured(index: number): TensorId {
    return this.handles.get(index) ?? (this.trace.captured[index] as CapturedTensor).id;
  }

  /** Uploads numbers for the graph. */
  created(index: number): TensorId {
    const id = this.upload(index);
    this.uploaded.push(id);
    return id;
  }

  upload(index: number): TensorId {
    const numbers = this.numbers.get(index);
    if (!numbers) throw new Error(`A step that is replayed has not made tensor ${index}`);
    return this.binding.createTensor(numbers.shape, numbers.dtype, numbers.values);
  }

  /** Deletes what was uploaded for the graph. */
  discard(): void {
    for (const id of this.uploaded.splice(0)) this.binding.deleteTensor(id);
  }
}
