import type { Ref } from '../../tensorflow/graphBuilder.js';
import type { Source } from '../../trace/trace.js';
import { productBy } from './products.js';
import { isFloat, type Rule } from './rewrite.js';
import type { TracePatterns } from './tracePatterns.js';

const SUMS = new Set(['Add', 'AddV2', 'AddN', 'BiasAdd']);

/**
 * The activation of a product, its bias and something else. With oneDNN, TensorFlow's optimizer wants to fuse all of these, has no
 * operation for it where the product is one of matrices, writes a node that names no operation, and gives up on the whole graph: it is not
 * to see what the activation is given.
 */
export const activationOfSum: Rule = (op, patterns, graph) => {
  const [sum] = op.inputs;
  if (!sum || !isFloat(op, graph) || !addsToProductWithBias(sum, patterns)) return null;
  const shape = patterns.shape(sum) ?? [];
  return {
    kind: 'nodes',
    write: (ref) => graph.op(op.name, [graph.hidden(ref(sum), graph.binding.TF_FLOAT, shape)], op.attributes),
  };
};

function addsToProductWithBias(sum: Source, patterns: TracePatterns): boolean {
  return termsOf(sum, patterns).some((term) => termsOf(term, patterns).some((each) => isProduct(each, patterns)));
}

function termsOf(source: Source, patterns: TracePatterns): readonly Source[] {
  const made = patterns.madeBy(patterns.beforeSameShape(source));
  return made && SUMS.has(made.name) ? made.inputs : [];
}

function isProduct(source: Source, patterns: TracePatterns): boolean {
  const made = patterns.madeBy(patterns.beforeSameShape(source));
  return made !== null && productBy(made, patterns) !== null;
}

const SUMS_OF_TWO = new Set(['Add', 'AddV2', 'Sub']);

/**
 * A constant beside a sum with another one. TensorFlow's optimizer would add the two constants first: a cross-entropy's `1 - p + 1e-7` is
 * another number than `1.0000001 - p` where p is next to 1, and what the eager step computes is what counts.
 */
export const constantBesideSum: Rule = (op, patterns, graph) => {
  const constant = op.inputs.find((source) => isConstant(source, patterns));
  const sum = op.inputs.find((source) => source !== constant);
  if (!constant || !sum || !isFloat(op, graph)) return null;
  const made = patterns.madeBy(patterns.beforeSameShape(sum));
  if (!made || !SUMS_OF_TWO.has(made.name) || !made.inputs.some((source) => isConstant(source, patterns))) return null;
  const hidden = (ref: Ref) => graph.hidden(ref, graph.binding.TF_FLOAT, patterns.shape(constant) ?? []);
  return {
    kind: 'nodes',
    write: (ref) =>
      graph.op(
        op.name,
        op.inputs.map((source) => (source === constant ? hidden(ref(source)) : ref(source))),
        op.attributes,
      ),
  };
};

function isConstant(source: Source, patterns: TracePatterns): boolean {
  return patterns.constant(source) !== null || patterns.op(source, 'Fill') !== null;
}
