import type { GraphBuilder } from '../../tensorflow/graphBuilder.js';
import { Vectors } from '../../tensorflow/vectors.js';
import { sameShape } from '../../trace/sameValues.js';
import type { Source, TracedOp } from '../../trace/trace.js';
import { isFloat, type Rule } from './rewrite.js';
import { attribute, type TracePatterns } from './tracePatterns.js';

/** TensorFlow fuses a product, its bias and its activation, where the sum says that it is one of a bias. */
export const sumWithBias: Rule = (op, patterns, graph) => {
  const [value, bias] = op.inputs;
  const [shape, ofBias] = [patterns.shape(value), patterns.shape(bias)];
  if (!value || !bias || !shape || !ofBias || shape.length < 2 || ofBias.length !== 1) return null;
  if (ofBias[0] !== shape.at(-1) || bias.kind !== 'variable') return null;
  const attributes = [...op.attributes.filter(({ name }) => name === 'T'), graph.string('data_format', 'NHWC')];
  return { kind: 'op', name: 'BiasAdd', inputs: [value, bias], attributes };
};

/** The sum over all but the last axis: of pictures, a general sum takes many times as long. */
export const gradientOfBias: Rule = (op, patterns, graph) => {
  const value = summedForBias(op, patterns, graph);
  return value && { kind: 'op', name: 'BiasAddGrad', inputs: [value], attributes: biasGradient(graph) };
};

/** What is added up over all but the last axis; null where something else is done. */
export function summedForBias(op: TracedOp, patterns: TracePatterns, graph: GraphBuilder): Source | null {
  const [value, axes] = op.inputs;
  const shape = patterns.shape(value);
  const summed = patterns.constant(axes);
  if (op.name !== 'Sum' || !value || !shape || shape.length < 2 || !summed) return null;
  if (attribute(op, 'keep_dims') === true || !isFloat(op, graph)) return null;
  const wanted = Array.from({ length: shape.length - 1 }, (_, axis) => axis);
  const sorted = Array.from(summed).sort((a, b) => a - b);
  return sameShape(sorted, wanted) ? value : null;
}

export const biasGradient = (graph: GraphBuilder) => [
  graph.type('T', graph.binding.TF_FLOAT),
  graph.string('data_format', 'NHWC'),
];

/**
 * A row, [1, ..., 1, n], is added as the vector that it is: with oneDNN, TensorFlow takes the sum of a product and a row for that of a product
 * and a bias, and then refuses the row, as a bias is a vector.
 */
export const sumWithRow: Rule = (op, patterns, graph) => {
  const shape = op.outputs[0]?.shape ?? [];
  const last = shape.at(-1);
  const isRow = (source: Source) => {
    const own = patterns.shape(source) ?? [];
    return own.length >= 2 && own.at(-1) === last && own.slice(0, -1).every((size) => size === 1);
  };
  const [a, b] = op.inputs;
  if (!a || !b || last === undefined || !isFloat(op, graph)) return null;
  const row = [b, a].find(isRow);
  if (!row) return null;
  const other = row === b ? a : b;
  if ((patterns.shape(other)?.length ?? 0) < 2) return null;
  const T = graph.type('T', graph.binding.TF_FLOAT);
  return {
    kind: 'nodes',
    write: (ref) => graph.op('AddV2', [ref(other), new Vectors(graph).reshaped(ref(row), [last])], [T]),
  };
};
