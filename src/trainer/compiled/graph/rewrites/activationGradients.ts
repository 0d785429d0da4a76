import type { GraphBuilder } from '../../tensorflow/graphBuilder.js';
import { sameShape } from '../../trace/sameValues.js';
import { type Source, sourceKey, type TracedOp } from '../../trace/trace.js';
import { isFloat, type Rewrite, type Rule } from './rewrite.js';
import type { TracePatterns } from './tracePatterns.js';

/**
 * dy * step(x), with `step(x)` as tfjs composes it: NaN where x is, 1 above zero, else 0. TensorFlow's own gradient takes the rectified
 * value as well as x, which then is used by nothing else, so that TensorFlow fuses the rectifier with what makes x. A NaN in x is one in
 * the loss, so that the step is not taken.
 */
export const gradientOfRelu: Rule = (op, patterns, graph) => {
  const [gradient, mask] = op.inputs;
  const cast = patterns.op(mask, 'Cast');
  const select = patterns.op(cast?.inputs[0] ?? mask, 'Select');
  const [broken, x, positive] = select?.inputs ?? [];
  const inner = patterns.op(positive, 'Select');
  const greater = patterns.op(inner?.inputs[0], 'Greater');
  if (!gradient || !x || !inner || !greater) return null;
  const isStep =
    same(patterns.op(broken, 'IsNan')?.inputs[0], x) &&
    same(greater.inputs[0], x) &&
    patterns.isFilledWith(greater.inputs[1], 0) &&
    patterns.isFilledWith(inner.inputs[1], 1) &&
    patterns.isFilledWith(inner.inputs[2], 0);
  if (!isStep || !sameShape(patterns.shape(gradient) ?? [-1], patterns.shape(x) ?? [])) return null;
  const features = patterns.madeOf(x, 'Relu') ?? x;
  const attributes = [graph.type('T', graph.binding.TF_FLOAT)];
  return { kind: 'op', name: 'ReluGrad', inputs: [gradient, features], attributes };
};

/** dy * (1 - y * y), with y the hyperbolic tangent. */
export const gradientOfTanh: Rule = (op, patterns, graph) =>
  gradientAt('TanhGrad', op, patterns, graph, (factor) => {
    const y = patterns.op(complement(factor, patterns), 'Square')?.inputs[0];
    return patterns.op(y, 'Tanh') ? y : undefined;
  });

/** dy * (y * (1 - y)), with y the logistic function. */
export const gradientOfSigmoid: Rule = (op, patterns, graph) =>
  gradientAt('SigmoidGrad', op, patterns, graph, (factor) => {
    const [y, rest] = patterns.op(factor, 'Mul')?.inputs ?? [];
    return y && patterns.op(y, 'Sigmoid') && same(complement(rest, patterns), y) ? y : undefined;
  });

/** @param activated the value that a factor is the derivative at; undefined where it is none */
function gradientAt(
  name: string,
  op: TracedOp,
  patterns: TracePatterns,
  graph: GraphBuilder,
  activated: (factor: Source) => Source | undefined,
): Rewrite | null {
  if (!isFloat(op, graph)) return null;
  for (const [index, factor] of op.inputs.entries()) {
    const gradient = op.inputs[1 - index];
    const y = activated(factor);
    if (!y || !gradient || !sameShape(patterns.shape(gradient) ?? [-1], patterns.shape(y) ?? [])) continue;
    return { kind: 'op', name, inputs: [y, gradient], attributes: [graph.type('T', graph.binding.TF_FLOAT)] };
  }
  return null;
}

/** The x of `1 - x`. */
function complement(source: Source | undefined, patterns: TracePatterns): Source | undefined {
  const [one, x] = patterns.op(source, 'Sub')?.inputs ?? [];
  return patterns.isFilledWith(one, 1) ? x : undefined;
}

const same = (a: Source | undefined, b: Source) => a !== undefined && sourceKey(a) === sourceKey(b);
