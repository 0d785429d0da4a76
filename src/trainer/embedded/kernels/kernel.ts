import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  getKernel,
  type NumericDataType,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { patchKernel } from '../../../tfjs/patch.js';

const BACKEND = 'wasm';

/** Computes an operation from tensors in WASM memory; the result is new. */
export type Kernel<Inputs, Attributes> = (
  inputs: Readonly<Record<keyof Inputs, TensorInfo>>,
  attributes: Attributes,
  backend: BackendWasm,
) => TensorInfo;

/** Registers a kernel that the WASM backend lacks, or one in place of its own. */
export function setKernel<Inputs, Attributes>(kernelName: string, kernel: Kernel<Inputs, Attributes>): void {
  const registry = { getKernel, registerKernel, unregisterKernel };
  patchKernel(
    registry,
    'wasm',
    kernelName,
    () =>
      ({ inputs, attrs, backend }) =>
        kernel(inputs as Record<keyof Inputs, TensorInfo>, attrs as Attributes, backend as BackendWasm),
  );
}

/** The kernel that the WASM backend has now. */
export function kernelOf<Inputs, Attributes>(kernelName: string): Kernel<Inputs, Attributes> {
  const own = getKernel(kernelName, BACKEND);
  if (!own) throw new Error(`The WASM backend has no kernel ${kernelName}.`);
  return (inputs, attrs, backend) =>
    own.kernelFunc({ inputs, attrs, backend } as Parameters<typeof own.kernelFunc>[0]) as TensorInfo;
}

/** A new tensor of zeros: memory from WASM's allocator is not cleared. */
export function zeros(shape: number[], dtype: NumericDataType, backend: BackendWasm): TensorInfo {
  const tensor = backend.makeOutput(shape, dtype);
  backend.typedArrayFromHeap(tensor).fill(0);
  return tensor;
}
