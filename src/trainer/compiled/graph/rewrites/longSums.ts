import type { GraphBuilder, Ref } from '../../tensorflow/graphBuilder.js';
import { Vectors } from '../../tensorflow/vectors.js';
import { sameShape } from '../../trace/sameValues.js';
import type { Source, TracedOp } from '../../trace/trace.js';
import { attributesOf, type Product, productBy } from './products.js';
import { isFloat, type Rule } from './rewrite.js';
import { biasGradient, summedForBias } from './sums.js';
import type { TracePatterns } from './tracePatterns.js';

/** Fewer are added up as fast as they are put together. */
const FEWEST = 4;

const ADDITIONS = new Set(['Add', 'AddV2']);

/**
 * The gradient of a layer that is used at each moment of a sequence: a sum over all moments of products, or of biases' gradients. It is one
 * product, or one gradient, of what is put together along the samples.
 */
export const longSum: Rule = (op, patterns, graph) => {
  const shape = op.outputs[0]?.shape ?? [];
  const [user, ...otherUsers] = patterns.usersOf(op);
  const isPart = user !== undefined && otherUsers.length === 0 && isSum(user, shape);
  if (!isFloat(op, graph) || isPart) return null;
  const products: Product[] = [];
  const biased: Source[] = [];
  const others: Source[] = [];
  for (const term of op.inputs.flatMap((input) => termsOf(input, shape, patterns))) {
    const made = patterns.madeBy(patterns.beforeSameShape(term));
    const product = made && productBy(made, patterns);
    const summed = made && summedForBias(made, patterns, graph);
    if (product?.transposeA && !product.transposeB) products.push(product);
    else if (summed && patterns.shape(summed)?.length === 2) biased.push(summed);
    else others.push(term);
  }
  if (Math.max(products.length, biased.length) < FEWEST) return null;
  return {
    kind: 'nodes',
    write: (ref) => {
      const sums = [
        ...(products.length > 0 ? [productOfAll(products, graph, ref)] : []),
        ...(biased.length > 0 ? [gradientOfAll(biased, graph, ref)] : []),
        ...others.map(ref),
      ];
      if (sums.length === 1) return sums[0] as Ref;
      return graph.op('AddN', sums, [graph.type('T', graph.binding.TF_FLOAT), graph.int('N', sums.length)]);
    },
  };
};

const isSum = ({ name, outputs }: TracedOp, shape: readonly number[]) =>
  ADDITIONS.has(name) && sameShape(outputs[0]?.shape ?? [-1], shape);

/** What is added up to a value, through sums that nothing else uses. */
function termsOf(source: Source, shape: readonly number[], patterns: TracePatterns): Source[] {
  const made = patterns.madeBy(source);
  if (!made || !isSum(made, shape) || patterns.usersOf(made).length !== 1) return [source];
  return made.inputs.flatMap((input) => termsOf(input, shape, patterns));
}

function productOfAll(products: readonly Product[], graph: GraphBuilder, ref: (source: Source) => Ref): Ref {
  const vectors = new Vectors(graph);
  const [a, b] = (['a', 'b'] as const).map((side) => vectors.concatenated(products.map((each) => ref(each[side]))));
  return graph.op('MatMul', [a as Ref, b as Ref], attributesOf(products[0] as Product, graph));
}

function gradientOfAll(values: readonly Source[], graph: GraphBuilder, ref: (source: Source) => Ref): Ref {
  return graph.op('BiasAddGrad', [new Vectors(graph).concatenated(values.map(ref))], biasGradient(graph));
}
