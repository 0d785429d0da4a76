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
