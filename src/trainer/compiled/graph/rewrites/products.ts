import type { GraphBuilder } from '../../tensorflow/graphBuilder.js';
import { sameShape } from '../../trace/sameValues.js';
import type { Source, TracedOp } from '../../trace/trace.js';
import type { Rule } from './rewrite.js';
import { attribute, type TracePatterns } from './tracePatterns.js';

/** A product of two matrices. */
export interface Product {
  readonly a: Source;
  readonly b: Source;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** The attribute that names the type of their elements. */
  readonly type: TracedOp['attributes'];
}

/** tfjs multiplies batches of matrices, also where there is but one: without a batch dimension TensorFlow is faster, and fuses what follows. */
export const productOfMatrices: Rule = (op, patterns, graph) => {
  const product = productBy(op, patterns);
  return (
    product && { kind: 'op', name: 'MatMul', inputs: [product.a, product.b], attributes: attributesOf(product, graph) }
  );
};

export function attributesOf({ type, transposeA, transposeB }: Product, graph: GraphBuilder): TracedOp['attributes'] {
  return [...type, graph.bool('transpose_a', transposeA), graph.bool('transpose_b', transposeB)];
}

/** The product that an operation comes to; null where it is none. */
export function productBy(op: TracedOp, patterns: TracePatterns): Product | null {
  return op.name === 'BatchMatMulV2' ? withoutBatch(op, patterns) : batchOfOne(op, patterns);
}

function withoutBatch(op: TracedOp, patterns: TracePatterns): Product | null {
  const [a, b] = op.inputs;
  if (!a || !b || patterns.shape(a)?.length !== 2 || patterns.shape(b)?.length !== 2) return null;
  return product(op, a, b);
}

/** Matrices that got a batch dimension for their product, which then loses it. */
function batchOfOne(op: TracedOp, patterns: TracePatterns): Product | null {
  const batched = op.name === 'Reshape' ? patterns.op(op.inputs[0], 'BatchMatMulV2') : null;
  if (!batched || !sameShape([1, ...(op.outputs[0]?.shape ?? [])], batched.outputs[0]?.shape ?? [])) return null;
  const [a, b] = batched.inputs.map((input) => {
    const [matrix] = patterns.op(input, 'Reshape')?.inputs ?? [];
    const shape = patterns.shape(matrix);
    return shape?.length === 2 && sameShape([1, ...shape], patterns.shape(input) ?? []) ? matrix : undefined;
  });
  return a && b ? product(batched, a, b) : null;
}

function product(op: TracedOp, a: Source, b: Source): Product {
  return {
    a,
    b,
    transposeA: attribute(op, 'adj_x') === true,
    transposeB: attribute(op, 'adj_y') === true,
    type: op.attributes.filter(({ name }) => name === 'T'),
  };
}
