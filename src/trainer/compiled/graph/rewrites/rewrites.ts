import type { GraphBuilder } from '../../tensorflow/graphBuilder.js';
import { sameShape } from '../../trace/sameValues.js';
import type { TracedOp } from '../../trace/trace.js';
import { gradientOfRelu, gradientOfSigmoid, gradientOfTanh } from './activationGradients.js';
import { activationOfSum, constantBesideSum } from './fences.js';
import { longSum } from './longSums.js';
import { productOfMatrices } from './products.js';
import { either, type Rewrite, type Rule } from './rewrite.js';
import { gradientOfBias, sumWithBias, sumWithRow } from './sums.js';
import { attribute, type TracePatterns } from './tracePatterns.js';

const asItWas: Rule = ({ inputs: [source] }) => (source ? { kind: 'input', source } : null);

const sameType: Rule = (op, ...others) =>
  attribute(op, 'SrcT') === attribute(op, 'DstT') ? asItWas(op, ...others) : null;

const sameShapeAsBefore: Rule = (op, patterns, graph) => {
  const shape = op.outputs[0]?.shape ?? [];
  return sameShape(patterns.shape(op.inputs[0]) ?? [-1], shape) ? asItWas(op, patterns, graph) : null;
};

const sum = either(sumWithBias, longSum, sumWithRow, constantBesideSum);

/**
 * tfjs composes of many operations what TensorFlow has one for, and says everything with shapes that TensorFlow has to find out anew. Each
 * rule gives the same values: exactly, or but for the order in which numbers are added up.
 */
const rules: Readonly<Record<string, Rule>> = {
  Cast: sameType,
  Reshape: either(sameShapeAsBefore, productOfMatrices),
  Sum: gradientOfBias,
  BatchMatMulV2: productOfMatrices,
  Add: sum,
  AddV2: sum,
  Sub: constantBesideSum,
  Relu: activationOfSum,
  Relu6: activationOfSum,
  Elu: activationOfSum,
  LeakyRelu: activationOfSum,
  Mul: either(gradientOfRelu, gradientOfTanh, gradientOfSigmoid),
};

export function rewritten(op: TracedOp, patterns: TracePatterns, graph: GraphBuilder): Rewrite | null {
  return rules[op.name]?.(op, patterns, graph) ?? null;
}
