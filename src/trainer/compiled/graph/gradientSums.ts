import type { GraphBuilder, Ref } from '../tensorflow/graphBuilder.js';
import { Vectors } from '../tensorflow/vectors.js';
import type { RowLayout, SummedPart } from './rowLayout.js';
import { elements } from './variablePacks.js';

/** Measured variables with their gradients, this step's and the last one's, and their weights before and after the update. */
export interface SummedGroup {
  readonly kind: 'flat' | 'stack' | 'single';
  /** Indices of the measured variables: of a single one, its own. */
  readonly members: readonly number[];
  readonly shapes: readonly (readonly number[])[];
  /** Vectors of all elements (flat), [k, ...shape] (stack), or as the variable is (single). */
  readonly gradient: Ref;
  /** The gradient before this one; null where none is kept. */
  readonly last: Ref | null;
  readonly before: Ref;
  readonly after: Ref;
}

/** Vectors that make up the row behind loss and metrics, and whether the gradients can be told by them. */
export interface GradientSums {
  readonly vectors: readonly Ref[];
  readonly layout: RowLayout;
  /** Float32 scalar: 0 where all gradients are finite, else NaN. */
  readonly broken: Ref;
  /** Float32 scalar: 0 where the squares of all gradients are finite, else NaN. */
  readonly tooLarge: Ref;
}

/**
 * Vectors of up to so many elements are multiplied as matrices, which takes half the time of a product of elements and its sum; but it adds
 * one element after the other, and with more of them too many digits are lost.
 */
const MOST_MULTIPLIED = 2 ** 22;

/** Adds up what the statistics of a batch are made of, with as few and as cheap operations as it takes. */
export function gradientSums(graph: GraphBuilder, groups: readonly SummedGroup[]): GradientSums {
  const emit = new SumEmitter(graph);
  const parts: SummedPart[] = [];
  const vectors: Ref[] = [];
  const absolutes: Ref[] = [];
  const squares: Ref[] = [];
  for (const group of groups) {
    const sizes = group.shapes.map(elements);
    if (group.kind === 'flat') {
      const ofAll = emit.op('L2Loss', group.gradient);
      parts.push({ kind: 'raw', variables: group.members, sizes });
      vectors.push(group.gradient, group.after);
      absolutes.push(ofAll);
      squares.push(ofAll);
      continue;
    }
    const sums = group.kind === 'stack' ? emit.ofStack(group) : emit.ofOne(group);
    parts.push({ kind: 'sums', variables: group.members, size: sizes[0] ?? 0 });
    vectors.push(...sums.vectors);
    absolutes.push(sums.absolutes);
    squares.push(sums.squares);
  }
  const broken = emit.zeroWhereFinite(absolutes);
  return { vectors, layout: { parts }, broken, tooLarge: emit.zeroWhereFinite(squares) };
}

/** Half the sum of the squares of each member of a group, as a vector. @param value as the group's gradients are; not flat */
export function halfSquares(graph: GraphBuilder, { kind, shapes: [shape = []] }: SummedGroup, value: Ref): Ref {
  const emit = new SumEmitter(graph);
  return kind === 'stack' ? emit.halfOfSquares(value, shape) : emit.vector(emit.op('L2Loss', value));
}

interface Sums {
  readonly vectors: readonly Ref[];
  /** Scalars that are finite where all elements, or their squares, are. */
  readonly absolutes: Ref;
  readonly squares: Ref;
}

class SumEmitter {
  private readonly T;
  private readonly reduction;
  private readonly vectors: Vectors;

  constructor(private readonly graph: GraphBuilder) {
    const { TF_FLOAT, TF_INT32 } = graph.binding;
    this.T = graph.type('T', TF_FLOAT);
    this.reduction = [graph.bool('keep_dims', false), this.T, graph.type('Tidx', TF_INT32)];
    this.vectors = new Vectors(graph);
  }

  ofOne({ gradient, last, before, after, shapes: [shape = []] }: SummedGroup): Sums {
    const all = Array.from({ length: shape.length }, (_, axis) => axis);
    const absolutes = this.reduced('Sum', this.op('Abs', gradient), all);
    const squares = this.op('L2Loss', gradient);
    const sums = [
      this.reduced('Sum', gradient, all),
      squares,
      absolutes,
      this.reduced('Min', gradient, all),
      this.reduced('Max', gradient, all),
      this.op('L2Loss', this.op('Sign', gradient)),
      this.op('L2Loss', after),
      this.op('L2Loss', this.op('Sub', after, before)),
      last === null ? this.unknown([]) : this.product(gradient, last, shape),
    ];
    return { vectors: [this.vectors.stacked(sums)], absolutes, squares };
  }

  /** The sums of k variables of one shape, each as [k], in the order of `ofOne`. */
  ofStack({ gradient, last, members, before, after, shapes: [shape = []] }: SummedGroup): Sums {
    const each = Array.from({ length: shape.length }, (_, axis) => axis + 1);
    const sum = (value: Ref) => this.reduced('Sum', value, each);
    const halfOfSquares = (value: Ref) => this.halfOfSquares(value, shape);
    const absolutes = sum(this.op('Abs', gradient));
    const squares = halfOfSquares(gradient);
    const vectors = [
      sum(gradient),
      squares,
      absolutes,
      this.reduced('Min', gradient, each),
      this.reduced('Max', gradient, each),
      halfOfSquares(this.op('Sign', gradient)),
      halfOfSquares(after),
      halfOfSquares(this.op('Sub', after, before)),
      last === null ? this.unknown([members.length]) : sum(this.op('Mul', gradient, last)),
    ];
    return { vectors, absolutes: this.reduced('Sum', absolutes, [0]), squares: this.reduced('Sum', squares, [0]) };
  }

  /** Of each of k values of a shape. */
  halfOfSquares(value: Ref, shape: readonly number[]): Ref {
    const each = Array.from({ length: shape.length }, (_, axis) => axis + 1);
    return this.op('Mul', this.reduced('Sum', this.op('Square', value), each), this.graph.float(0.5));
  }

  /** A scalar as a vector. */
  vector(scalar: Ref): Ref {
    return this.vectors.stacked([scalar]);
  }

  /** Sum of products of elements. */
  private product(a: Ref, b: Ref, shape: readonly number[]): Ref {
    const { graph } = this;
    const size = elements(shape);
    if (size > MOST_MULTIPLIED) {
      const all = Array.from({ length: shape.length }, (_, axis) => axis);
      return this.reduced('Sum', this.op('Mul', a, b), all);
    }
    const [row, other] = [a, b].map((value) => this.vectors.reshaped(value, [1, size])) as [Ref, Ref];
    const transposed = [graph.bool('transpose_a', false), graph.bool('transpose_b', true), this.T];
    return this.vectors.reshaped(graph.op('MatMul', [row, other], transposed), []);
  }

  private unknown(shape: readonly number[]): Ref {
    const { graph } = this;
    return graph.constant(graph.binding.TF_FLOAT, shape, new Float32Array(elements(shape)).fill(Number.NaN));
  }

  zeroWhereFinite(values: readonly Ref[]): Ref {
    if (values.length === 0) return this.graph.float(0);
    return this.op('Mul', this.reduced('Sum', this.vectors.stacked(values), [0]), this.graph.float(0));
  }

  op(name: string, ...inputs: Ref[]): Ref {
    return this.graph.op(name, inputs, [this.T]);
  }

  private reduced(name: string, value: Ref, axes: readonly number[]): Ref {
    return this.graph.op(name, [value, this.graph.ints(axes)], this.reduction);
  }
}
