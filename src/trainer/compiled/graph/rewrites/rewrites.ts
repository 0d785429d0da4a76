import type { GraphBuilder } from '../../tensorflow/graphBuilder.js';
import { sameShape } from '../../trace/sameValues.js';
import { type Source, sourceKey, type TracedOp } from '../../trace/trace.js';
import { attribute, type TracePatterns } from './tracePatterns.js';

/** What a graph has in an operation's place: another operation, or one of its inputs. */
export type Rewrite =
  | {
      readonly kind: 'op';
      readonly name: string;
      readonly inputs: readonly Source[];
      readonly attributes: TracedOp['attributes'];
    }
  | { readonly kind: 'input'; readonly source: Source };

type Rule = (op: TracedOp, patterns: TracePatterns, graph: GraphBuilder) => Rewrite | null;

/**
 * tfjs composes of many operations what TensorFlow has one for, and says everything with shapes that TensorFlow has to find out anew. Each
 * rule gives the same values: exactly, or but for the order in which numbers are added up.
 */
const rules: Readonly<Record<string, Rule>> = {
  Cast: (op) => (attribute(op, 'SrcT') === attribute(op, 'DstT') ? firstInput(op) : null),
  Reshape: (op, patterns, graph) => sameShapeAsBefore(op, patterns) ?? unbatchedProduct(op, patterns, graph),
  Sum: gradientOfBias,
  BatchMatMulV2: productOfMatrices,
  Add: sumWithBias,
  AddV2: sumWithBias,
  Mul: gradientOfRelu,
};

export function rewritten(op: TracedOp, patterns: TracePatterns, graph: GraphBuilder): Rewrite | null {
  return rules[op.name]?.(op, patterns, graph) ?? null;
}

function firstInput({ inputs }: TracedOp): Rewrite | null {
  const [source] = inputs;
  return source ? { kind: 'input', source } : null;
}

function sameShapeAsBefore(op: TracedOp, patterns: TracePatterns): Rewrite | null {
  const shape = op.outputs[0]?.shape ?? [];
  return sameShape(patterns.shape(op.inputs[0]) ?? [-1], shape) ? firstInput(op) : null;
}

/** A batch of one product without a batch dimension. */
function productOfMatrices(op: TracedOp, patterns: TracePatterns, graph: GraphBuilder): Rewrite | null {
  const [a, b] = op.inputs;
  if (!a || !b || patterns.shape(a)?.length !== 2 || patterns.shape(b)?.length !== 2) return null;
  return matMul(op, [a, b], graph);
}

/** What is left of a batch of one product, of matrices that got a batch dimension for it, once that is taken off again. */
function unbatchedProduct(op: TracedOp, patterns: TracePatterns, graph: GraphBuilder): Rewrite | null {
  const product = patterns.op(op.inputs[0], 'BatchMatMulV2');
  if (!product || !sameShape([1, ...(op.outputs[0]?.shape ?? [])], product.outputs[0]?.shape ?? [])) return null;
  const [a, b] = product.inputs.map((input) => {
    const [matrix] = patterns.op(input, 'Reshape')?.inputs ?? [];
    const shape = patterns.shape(matrix);
    return shape?.length === 2 && sameShape([1, ...shape], patterns.shape(input) ?? []) ? matrix : undefined;
  });
  return a && b ? matMul(product, [a, b], graph) : null;
}

function matMul(op: TracedOp, inputs: readonly Source[], graph: GraphBuilder): Rewrite {
  const attributes = [
    ...op.attributes.filter(({ name }) => name === 'T'),
    graph.bool('transpose_a', attribute(op, 'adj_x') === true),
    graph.bool('transpose_b', attribute(op, 'adj_y') === true),
  ];
  return { kind: 'op', name: 'MatMul', inputs, attributes };
}

/** TensorFlow fuses a product, its bias and its activation, where the sum says that it is one of a bias. */
function sumWithBias(op: TracedOp, patterns: TracePatterns, graph: GraphBuilder): Rewrite | null {
  const [value, bias] = op.inputs;
  const [shape, ofBias] = [patterns.shape(value), patterns.shape(bias)];
  if (!value || !bias || !shape || !ofBias || shape.length < 2 || ofBias.length !== 1) return null;
  if (ofBias[0] !== shape.at(-1) || bias.kind !== 'variable') return null;
  const attributes = [...op.attributes.filter(({ name }) => name === 'T'), graph.string('data_format', 'NHWC')];
  return { kind: 'op', name: 'BiasAdd', inputs: [value, bias], attributes };
}

/** The sum over all but the last axis: of pictures, a general sum takes many times as long. */
function gradientOfBias(op: TracedOp, patterns: TracePatterns, graph: GraphBuilder): Rewrite | null {
  const [value, axes] = op.inputs;
  const shape = patterns.shape(value);
  const summed = patterns.constant(axes);
  if (!value || !shape || shape.length < 2 || !summed || attribute(op, 'keep_dims') === true) return null;
  const T = op.attributes.filter(({ name }) => name === 'T');
  if (T[0]?.value !== graph.binding.TF_FLOAT) return null;
  const wanted = Array.from({ length: shape.length - 1 }, (_, axis) => axis);
  if (
    !sameShape(
      [...Array.from(summed)].sort((a, b) => a - b),
      wanted,
    )
  )
    return null;
  return { kind: 'op', name: 'BiasAddGrad', inputs: [value], attributes: [...T, graph.string('data_format', 'NHWC')] };
}

/**
 * dy * step(x), with `step(x)` as tfjs composes it: NaN where x is, 1 above zero, else 0. TensorFlow's own gradient takes the rectified
 * value as well as x, which then is used by nothing else, so that TensorFlow fuses the rectifier with what makes x. A NaN in x is one in
 * the loss, so that the step is not taken.
 */
function gradientOfRelu(op: TracedOp, patterns: TracePatterns, graph: GraphBuilder): Rewrite | null {
  const [gradient, mask] = op.inputs;
  const cast = patterns.op(mask, 'Cast');
  const select = patterns.op(cast?.inputs[0] ?? mask, 'Select');
  const [broken, x, positive] = select?.inputs ?? [];
  const inner = patterns.op(positive, 'Select');
  const greater = patterns.op(inner?.inputs[0], 'Greater');
  if (!gradient || !x || !inner || !greater) return null;
  const same = (source: Source | undefined) => source !== undefined && sourceKey(source) === sourceKey(x);
  const isStep =
    same(patterns.op(broken, 'IsNan')?.inputs[0]) &&
    same(greater.inputs[0]) &&
    patterns.isFilledWith(greater.inputs[1], 0) &&
    patterns.isFilledWith(inner.inputs[1], 1) &&
    patterns.isFilledWith(inner.inputs[2], 0);
  if (!isStep || !sameShape(patterns.shape(gradient) ?? [-1], patterns.shape(x) ?? [])) return null;
  const features = patterns.madeOf(x, 'Relu') ?? x;
  const attributes = [graph.type('T', graph.binding.TF_FLOAT)];
  return { kind: 'op', name: 'ReluGrad', inputs: [gradient, features], attributes };
}
