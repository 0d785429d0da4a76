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
import { type Kernel, kernelOf, setKernel } from './kernel.js';

type MatMul = Kernel<BatchMatMulInputs, BatchMatMulAttrs>;

/** Matrix products without WASM's slow paths, and right where both arguments are repeated over the other's batch (tfjs 4.22 is not). */
export function setMatMul(): void {
  const transpose = kernelOf<TransposeInputs, TransposeAttrs>(Transpose);
  const transposed: Transposed = (matrices, backend) => {
    const axes = [...matrices.shape.keys()];
    const perm = [...axes.slice(0, -2), axes.length - 1, axes.length - 2];
    return transpose({ x: matrices }, { perm }, backend);
  };
  const [multiply, fused] = [BatchMatMul, _FusedMatMul].map((name) =>
    transposedFirst(kernelOf<BatchMatMulInputs, BatchMatMulAttrs>(name), transposed),
  ) as [MatMul, MatMul];
  setKernel(_FusedMatMul, fused);
  setKernel<BatchMatMulInputs, BatchMatMulAttrs>(BatchMatMul, (inputs, attributes, backend) => {
    const { a, b } = inputs;
    if (repeatsBoth(a.shape, b.shape)) return multiplyRepeated(a, b, attributes);
    const { transposeA, transposeB } = attributes;
    if (transposeA || !transposeB || rows(a) >= rows(b)) return multiply(inputs, attributes, backend);
    // WASM packs its second argument: rather the small one, a batch's gradients, than a layer's weights.
    const flipped = multiply({ a: b, b: a }, attributes, backend);
    const product = transposed(flipped, backend);
    backend.disposeData(flipped.dataId);
    return product;
  });
}

type Transposed = (matrices: TensorInfo, backend: BackendWasm) => TensorInfo;

/** WASM multiplies transposed arguments 4 to 20 times slower than it transposes and multiplies. */
function transposedFirst(multiply: MatMul, transposed: Transposed): MatMul {
  return (inputs, attributes, backend) => {
    const { transposeA, transposeB } = attributes;
    const a = transposeA ? transposed(inputs.a, backend) : inputs.a;
    const b = transposeB ? transposed(inputs.b, backend) : inputs.b;
    const product = multiply({ ...inputs, a, b }, { ...attributes, transposeA: false, transposeB: false }, backend);
    if (transposeA) backend.disposeData(a.dataId);
    if (transposeB) backend.disposeData(b.dataId);
    return product;
  };
}

function rows({ shape }: TensorInfo): number {
  return shape.at(-2) ?? 1;
}

function batchShape(a: number[], b: number[]): number[] {
  return broadcast_util.assertAndGetBroadcastShape(a.slice(0, -2), b.slice(0, -2));
}

function repeatsBoth(a: number[], b: number[]): boolean {
  const size = util.sizeFromShape(batchShape(a, b));
  return [a, b].every((shape) => util.sizeFromShape(shape.slice(0, -2)) < size);
}

function multiplyRepeated(a: TensorInfo, b: TensorInfo, { transposeA, transposeB }: BatchMatMulAttrs): TensorInfo {
  return tidy(() => {
    const batch = batchShape(a.shape, b.shape);
    const [left, right] = [a, b].map((each) => broadcastTo(each as Tensor, [...batch, ...each.shape.slice(-2)]));
    return matMul(left as Tensor, right as Tensor, transposeA, transposeB);
  });
}
