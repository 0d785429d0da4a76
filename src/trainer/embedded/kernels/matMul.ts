import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  _FusedMatMul,
  BatchMatMul,
  type BatchMatMulAttrs,
  type BatchMatMulInputs,
  broadcast_util,
  broadcastTo,
  matMul,
  type Tensor,
  type TensorInfo,
  Transpose,
  type TransposeAttrs,
  type TransposeInputs,
  tidy,
  util,
} from '@tensorflow/tfjs-core';
import { kernelOf, setKernel } from './kernel.js';

/**
 * Matrix products whose arguments are transposed first: WASM multiplies transposed ones 4 to 20 times slower. Where both arguments are
 * repeated over the other's batch, which WASM gets wrong (tfjs 4.22), they are repeated before.
 */
export function setMatMul(): void {
  const transpose = kernelOf<TransposeInputs, TransposeAttrs>(Transpose);
  const transposed = (matrices: TensorInfo, backend: BackendWasm) => {
    const axes = [...matrices.shape.keys()];
    const perm = [...axes.slice(0, -2), axes.length - 1, axes.length - 2];
    return transpose({ x: matrices }, { perm }, backend);
  };
  for (const name of [BatchMatMul, _FusedMatMul]) {
    const multiply = kernelOf<BatchMatMulInputs, BatchMatMulAttrs>(name);
    setKernel<BatchMatMulInputs, BatchMatMulAttrs>(name, (inputs, attributes, backend) => {
      const { transposeA, transposeB } = attributes;
      if (repeatsBoth(inputs.a.shape, inputs.b.shape)) return multiplyRepeated(inputs.a, inputs.b, attributes);
      const a = transposeA ? transposed(inputs.a, backend) : inputs.a;
      const b = transposeB ? transposed(inputs.b, backend) : inputs.b;
      const plain = { ...attributes, transposeA: false, transposeB: false };
      const product = multiply({ ...inputs, a, b }, plain, backend);
      if (transposeA) backend.disposeData(a.dataId);
      if (transposeB) backend.disposeData(b.dataId);
      return product;
    });
  }
}

function batchShape(a: number[], b: number[]): number[] {
  return broadcast_util.assertAndGetBroadcastShape(a.slice(0, -2), b.slice(0, -2));
}

function repeatsBoth(a: number[], b: number[]): boolean {
  const size = util.sizeFromShape(batchShape(a, b));
  return [a, b].every((shape) => util.sizeFromShape(shape.slice(0, -2)) < size);
}

/** Never a fused product: the batch of those has one dimension. */
function multiplyRepeated(a: TensorInfo, b: TensorInfo, { transposeA, transposeB }: BatchMatMulAttrs): TensorInfo {
  return tidy(() => {
    const batch = batchShape(a.shape, b.shape);
    const [left, right] = [a, b].map((each) => broadcastTo(each as Tensor, [...batch, ...each.shape.slice(-2)]));
    return matMul(left as Tensor, right as Tensor, transposeA, transposeB);
  });
}
