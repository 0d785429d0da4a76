import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { NumericDataType, TensorInfo } from '@tensorflow/tfjs-core';

/** A new tensor of zeros: memory from WASM's allocator is not cleared. */
export function zeros(shape: number[], dtype: NumericDataType, backend: BackendWasm): TensorInfo {
  const tensor = backend.makeOutput(shape, dtype);
  backend.typedArrayFromHeap(tensor).fill(0);
  return tensor;
}
