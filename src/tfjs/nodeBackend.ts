import type { Tensor, Tfjs } from './tfjs.js';

/** A handle of TensorFlow's eager runtime; never used twice in a process. */
export type TensorId = number;

export type TensorValues = Float32Array | Int32Array | Uint8Array;

/** An attribute of an operation; `type` is one of the binding's TF_ATTR constants. */
export interface OpAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

export interface OutputInfo {
  readonly id: TensorId;
  readonly shape: number[];
  /** A TF_DataType. */
  readonly dtype: number;
}

/** What tfjs-node's native addon offers (its `tfjs_binding.d.ts`), as far as it is used here. */
export interface Binding {
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_BOOL: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
  createTensor(shape: number[], dtype: number, values: TensorValues): TensorId;
  deleteTensor(id: TensorId): void;
  tensorDataSync(id: TensorId): TensorValues;
  executeOp(name: string, attributes: OpAttribute[], inputs: TensorId[], outputs: number): OutputInfo[];
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(session: number): void;
  /** Names are separated by commas. */
  runSavedModel(session: number, inputs: TensorId[], inputNames: string, outputNames: string): OutputInfo[];
}

/** What tfjs-node keeps of a tensor. `values` waits to be uploaded until an operation needs it. */
export interface TensorEntry {
  shape: number[];
  dtype: number;
  id: TensorId;
  values: TensorValues | null;
  refCount: number;
}

/** tfjs-node's backend (`NodeJSKernelBackend`), as far as it is used here. */
export interface NodeBackend {
  binding: Binding;
  readonly tensorMap: {
    get(dataId: object): TensorEntry;
    set(dataId: object, entry: TensorEntry): void;
    has(dataId: object): boolean;
    delete(dataId: object): boolean;
  };
  write(values: TensorValues, shape: number[], dtype: string): object;
  epsilon(): number;
  /** Uploads what waits to be. */
  getInputTensorIds(tensors: Tensor[]): TensorId[];
  getDTypeInteger(dtype: string): number;
  executeSingleOutput(name: string, attributes: OpAttribute[], inputs: Tensor[]): Tensor;
  createOutputTensor(output: OutputInfo): Tensor;
  /** @returns whether nobody has the data any more */
  disposeData(dataId: object, force?: boolean): boolean;
}

/** tfjs-node hands its wrapper of a 64-bit integer about as a tensor, which it is not; null for a tensor. */
export const int64Of = (tensor: Tensor): Int32Array | null =>
  (tensor as unknown as { valueArray?: Int32Array }).valueArray ?? null;

/** tfjs-node's backend; that of another tfjs has nothing of it. */
export const nodeBackendOf = (tf: Tfjs): NodeBackend => tf.backend() as unknown as NodeBackend;
