import type { GraphBuilder, Ref } from '../tensorflow/graphBuilder.js';
import type { RowLayout, SummedPart } from './rowLayout.js';

export interface SummedVariable {
  readonly gradient: Ref;
  /** Weights before and after the update. */
  readonly before: Ref;
  readonly after: Ref;
  readonly shape: readonly number[];
}

/** Up to so many elements a variable goes into the row as it is: adding it up in JavaScript takes less than calling TensorFlow. */
const MOST_RAW = 1024;
/** All such variables of a model together. */
const MOST_RAW_OF_ALL = 4096;
/** Variables of one shape and up to so many elements share their operations from three on: stacking copies them. */
const MOST_STACKED = 16_384;

/** Vectors that make up the row behind loss and metrics, and whether the gradients can be told by them. */
export interface GradientSums {
  readonly vectors: readonly Ref[];
  readonly layout: RowLayout;
  /** Float32 scalar: 0 where all gradients are finite, else NaN. */
  readonly broken: Ref;
  /** Float32 scalar: 0 where the squares of all gradients are finite, else NaN. */
  readonly tooLarge: Ref;
}

/** Adds up what the statistics of a batch are made of, with as few and as cheap operations as it takes. */
export function gradientSums(graph: GraphBuilder, variables: readonly SummedVariable[]): GradientSums {
  const emit = new SumEmitter(graph);
  const { raw, stacks, singles } = grouped(variables);
  const of = (index: number) => variables[index] as SummedVariable;
  const parts: SummedPart[] = [];
  const vectors: Ref[] = [];
  const absolutes: Ref[] = [];
  const squares: Ref[] = [];
  if (raw.length > 0) {
    const gradients = emit.flat(raw.map((index) => [of(index).gradient, of(index).shape]));
    parts.push({ kind: 'raw', variables: raw, sizes: raw.map((index) => elements(of(index).shape)) });
    vectors.push(gradients, emit.flat(raw.map((index) => [of(index).after, of(index).shape])));
    squares.push(emit.halfOfSquares(gradients));
  }
  for (const stack of stacks) {
    const size = elements(of(stack[0] ?? 0).shape);
    const sums = emit.ofStack(stack.map(of), size);
    parts.push({ kind: 'sums', variables: stack, size });
    vectors.push(...sums.vectors);
    absolutes.push(sums.absolutes);
    squares.push(sums.squares);
  }
  for (const index of singles) {
    const sums = emit.ofOne(of(index));
    parts.push({ kind: 'sums', variables: [index], size: elements(of(index).shape) });
    vectors.push(sums.vector);
    absolutes.push(sums.absolutes);
    squares.push(sums.squares);
  }
  return {
    vectors,
    layout: { parts },
    broken: emit.zeroWhereFinite(raw.length > 0 ? [...absolutes, squares[0] as Ref] : absolutes),
    tooLarge: emit.zeroWhereFinite(squares),
  };
}

function elements(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function grouped(variables: readonly SummedVariable[]): { raw: number[]; stacks: number[][]; singles: number[] } {
  const sizeOf = (index: number) => elements(variables[index]?.shape ?? []);
  const raw: number[] = [];
  const rest: number[] = [];
  let total = 0;
  for (const index of [...variables.keys()].sort((a, b) => sizeOf(a) - sizeOf(b))) {
    const fits = sizeOf(index) <= MOST_RAW && total + sizeOf(index) <= MOST_RAW_OF_ALL;
    if (fits) total += sizeOf(index);
    (fits ? raw : rest).push(index);
  }
  const shapes = [...Map.groupBy(rest, (index) => String(variables[index]?.shape)).values()];
  const isStack = (members: readonly number[]) => members.length >= 3 && sizeOf(members[0] ?? 0) <= MOST_STACKED;
  return { raw, stacks: shapes.filter(isStack), singles: shapes.filter((members) => !isStack(members)).flat() };
}

class SumEmitter {
  private readonly T;
  private readonly reduction;
  private readonly axes = new Map<string, Ref>();

  constructor(private readonly graph: GraphBuilder) {
    const { TF_FLOAT, TF_INT32 } = graph.binding;
    this.T = graph.type('T', TF_FLOAT);
    this.reduction = [graph.bool('keep_dims', false), this.T, graph.type('Tidx', TF_INT32)];
  }

  /** All elements of the values in one vector. */
  flat(values: readonly (readonly [Ref, readonly number[]])[]): Ref {
    const { graph } = this;
    const flat = values.map(([value, shape]) => (shape.length === 1 ? value : this.reshaped(value, [-1])));
    if (flat.length === 1) return flat[0] as Ref;
    const attributes = [this.T, graph.int('N', flat.length), graph.type('Tidx', graph.binding.TF_INT32)];
    return graph.op('ConcatV2', [...flat, this.zero()], attributes);
  }

  halfOfSquares(value: Ref): Ref {
    return this.op('L2Loss', value);
  }

  ofOne({ gradient, before, after, shape }: SummedVariable): { vector: Ref; absolutes: Ref; squares: Ref } {
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
    ];
    return { vector: this.pack(sums), absolutes, squares };
  }

  /** The sums of k variables of one shape, each as [k], in the order of `ofOne`. */
  ofStack(variables: readonly SummedVariable[], size: number): { vectors: Ref[]; absolutes: Ref; squares: Ref } {
    const stack = (values: readonly Ref[]) => this.reshaped(this.pack(values), [variables.length, size]);
    const gradient = stack(variables.map((variable) => variable.gradient));
    const after = stack(variables.map((variable) => variable.after));
    const before = stack(variables.map((variable) => variable.before));
    const half = this.graph.float(0.5);
    const sum = (value: Ref) => this.reduced('Sum', value, [1]);
    const halfOfSquares = (value: Ref) => this.op('Mul', sum(this.op('Square', value)), half);
    const absolutes = sum(this.op('Abs', gradient));
    const squares = halfOfSquares(gradient);
    const vectors = [
      sum(gradient),
      squares,
      absolutes,
      this.reduced('Min', gradient, [1]),
      this.reduced('Max', gradient, [1]),
      halfOfSquares(this.op('Sign', gradient)),
      halfOfSquares(after),
      halfOfSquares(this.op('Sub', after, before)),
    ];
    return { vectors, absolutes: this.reduced('Sum', absolutes, [0]), squares: this.reduced('Sum', squares, [0]) };
  }

  zeroWhereFinite(values: readonly Ref[]): Ref {
    if (values.length === 0) return this.graph.float(0);
    return this.op('Mul', this.reduced('Sum', this.pack(values), [0]), this.graph.float(0));
  }

  private pack(values: readonly Ref[]): Ref {
    const { graph } = this;
    return graph.op('Pack', values, [this.T, graph.int('N', values.length), graph.int('axis', 0)]);
  }

  private zero(): Ref {
    const { graph } = this;
    return graph.constant(graph.binding.TF_INT32, [], Int32Array.of(0));
  }

  private op(name: string, ...inputs: Ref[]): Ref {
    return this.graph.op(name, inputs, [this.T]);
  }

  private reshaped(value: Ref, shape: readonly number[]): Ref {
    const { graph } = this;
    return graph.op('Reshape', [value, this.ints(shape)], [this.T, graph.type('Tshape', graph.binding.TF_INT32)]);
  }

  private reduced(name: string, value: Ref, axes: readonly number[]): Ref {
    return this.graph.op(name, [value, this.ints(axes)], this.reduction);
  }

  private ints(values: readonly number[]): Ref {
    const key = values.join();
    let known = this.axes.get(key);
    if (known === undefined) {
      known = this.graph.ints(values);
      this.axes.set(key, known);
    }
    return known;
  }
}
