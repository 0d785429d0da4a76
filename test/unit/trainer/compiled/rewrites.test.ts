import { describe, expect, it } from 'vitest';
import type { Binding, OpAttribute } from '../../../../src/tfjs/nodeBackend.js';
import { rewritten } from '../../../../src/trainer/compiled/graph/rewrites/rewrites.js';
import { TracePatterns } from '../../../../src/trainer/compiled/graph/rewrites/tracePatterns.js';
import { GraphBuilder, type Ref } from '../../../../src/trainer/compiled/tensorflow/graphBuilder.js';
import type { Messages } from '../../../../src/trainer/compiled/tensorflow/messages.js';
import { type Source, sourceKey, type Trace, type TracedOp } from '../../../../src/trainer/compiled/trace/trace.js';

const FLOAT = 1;
const BINDING = {
  TF_FLOAT: FLOAT,
  TF_INT32: 3,
  TF_ATTR_TYPE: 1,
  TF_ATTR_BOOL: 2,
  TF_ATTR_INT: 3,
  TF_ATTR_STRING: 4,
  TF_ATTR_SHAPE: 5,
};

/** Writes nodes down as text: `Name(inputs)`. */
class TextGraph extends GraphBuilder {
  constructor() {
    super({} as Messages, BINDING as Binding);
  }

  override op(name: string, inputs: readonly Ref[], attributes: readonly OpAttribute[] = []): Ref {
    const told = attributes.filter(({ value }) => value === true).map((each) => each.name);
    return `${[name, ...told].join(' ')}(${inputs.join(', ')})`;
  }

  override constant(_dtype: number, _shape: readonly number[], values: ArrayLike<number>): Ref {
    return `[${Array.from(values)}]`;
  }
}

/** A trace that is put down operation by operation. */
class TraceOf {
  readonly ops: TracedOp[] = [];
  readonly created: Trace['created'][number][] = [];

  op(name: string, shape: readonly number[], inputs: readonly Source[], told: Record<string, unknown> = {}): Source {
    const attributes = Object.entries({ T: FLOAT, ...told }).map(([key, value]) => ({ name: key, type: 0, value }));
    const outputs = [{ shape, dtype: FLOAT }];
    this.ops.push({ name, attributes, inputs, outputs, phase: 'compute' });
    return { kind: 'output', op: this.ops.length - 1, output: 0 };
  }

  numbers(...values: readonly number[]): Source {
    const shape = values.length === 1 ? [] : [values.length];
    this.created.push({ shape, dtype: FLOAT, values: Float32Array.from(values), phase: 'compute', random: null });
    return { kind: 'created', index: this.created.length - 1 };
  }

  /** What stands in the graph for the operation that makes this value; null where it stays as it is. */
  standIn(source: Source): string | null {
    const trace: Trace = {
      ops: this.ops,
      created: this.created,
      captured: [],
      assigned: [],
      drawsNumbers: false,
      refusal: null,
    };
    const patterns = new TracePatterns(trace, [], new Set());
    const op = patterns.madeBy(source);
    const graph = new TextGraph();
    const rewrite = op && rewritten(op, patterns, graph);
    if (!rewrite) return null;
    if (rewrite.kind === 'input') return sourceKey(rewrite.source);
    if (rewrite.kind === 'nodes') return rewrite.write(sourceKey);
    return graph.op(rewrite.name, rewrite.inputs.map(sourceKey), rewrite.attributes);
  }
}

const SHAPE = [4, 3];

describe("gradients of activations, as tfjs composes them, become TensorFlow's own", () => {
  it('of the hyperbolic tangent, whatever comes first', () => {
    const trace = new TraceOf();
    const [x, dy] = [trace.op('X', SHAPE, []), trace.op('Dy', SHAPE, [])];
    const y = trace.op('Tanh', SHAPE, [x]);
    const factor = trace.op('Sub', SHAPE, [trace.numbers(1), trace.op('Square', SHAPE, [y])]);
    expect(trace.standIn(trace.op('Mul', SHAPE, [factor, dy]))).toBe(`TanhGrad(${sourceKey(y)}, ${sourceKey(dy)})`);
    expect(trace.standIn(trace.op('Mul', SHAPE, [dy, factor]))).toBe(`TanhGrad(${sourceKey(y)}, ${sourceKey(dy)})`);
  });

  it('of the logistic function', () => {
    const trace = new TraceOf();
    const [x, dy] = [trace.op('X', SHAPE, []), trace.op('Dy', SHAPE, [])];
    const y = trace.op('Sigmoid', SHAPE, [x]);
    const factor = trace.op('Mul', SHAPE, [y, trace.op('Sub', SHAPE, [trace.numbers(1), y])]);
    expect(trace.standIn(factor)).toBeNull();
    expect(trace.standIn(trace.op('Mul', SHAPE, [dy, factor]))).toBe(`SigmoidGrad(${sourceKey(y)}, ${sourceKey(dy)})`);
  });

  it('but not where a number, a function or a shape is another', () => {
    const trace = new TraceOf();
    const [x, dy] = [trace.op('X', SHAPE, []), trace.op('Dy', SHAPE, [])];
    const grown = (y: Source, one: number, gradient = dy) =>
      trace.op('Mul', SHAPE, [trace.op('Sub', SHAPE, [trace.numbers(one), trace.op('Square', SHAPE, [y])]), gradient]);
    const y = trace.op('Tanh', SHAPE, [x]);
    expect(trace.standIn(grown(y, 2))).toBeNull();
    expect(trace.standIn(grown(trace.op('Sinh', SHAPE, [x]), 1))).toBeNull();
    expect(trace.standIn(grown(y, 1, trace.op('Dy', [1, 3], [])))).toBeNull();
  });

  it('of the rectifier by what it gave, so that nothing else needs what it was given', () => {
    const trace = new TraceOf();
    const [x, dy] = [trace.op('X', SHAPE, []), trace.op('Dy', SHAPE, [])];
    const y = trace.op('Relu', SHAPE, [x]);
    const positive = trace.op('Greater', SHAPE, [x, trace.numbers(0)]);
    const step = trace.op('Select', SHAPE, [positive, trace.numbers(1, 1), trace.numbers(0, 0)]);
    const mask = trace.op('Select', SHAPE, [trace.op('IsNan', SHAPE, [x]), x, step]);
    expect(trace.standIn(trace.op('Mul', SHAPE, [dy, mask]))).toBe(`ReluGrad(${sourceKey(dy)}, ${sourceKey(y)})`);
  });
});

describe('products', () => {
  it('lose the batch of one that they were put into', () => {
    const trace = new TraceOf();
    const [a, b] = [trace.op('A', [4, 3], []), trace.op('B', [5, 3], [])];
    const batches = [trace.op('Reshape', [1, 4, 3], [a]), trace.op('Reshape', [1, 5, 3], [b])];
    const batch = trace.op('BatchMatMulV2', [1, 4, 5], batches, { adj_y: true });
    expect(trace.standIn(batch)).toBeNull();
    const product = trace.op('Reshape', [4, 5], [batch]);
    expect(trace.standIn(product)).toBe(`MatMul transpose_b(${sourceKey(a)}, ${sourceKey(b)})`);
    expect(trace.standIn(trace.op('Reshape', [20], [batch]))).toBeNull();
  });

  it('stay batches where there are several', () => {
    const trace = new TraceOf();
    const many = [trace.op('A', [2, 4, 3], []), trace.op('B', [2, 3, 5], [])];
    expect(trace.standIn(trace.op('BatchMatMulV2', [2, 4, 5], many))).toBeNull();
  });
});

describe('sums of many products', () => {
  function sumOf(count: number, use: (trace: TraceOf, sums: Source[]) => void = () => {}) {
    const trace = new TraceOf();
    const sums: Source[] = [];
    const weights = Array.from({ length: count }, () => {
      const [a, b] = [trace.op('A', [4, 3], []), trace.op('B', [4, 2], [])];
      return trace.op('BatchMatMulV2', [3, 2], [a, b], { adj_x: true });
    });
    for (const product of weights.slice(1))
      sums.push(trace.op('Add', [3, 2], [sums.at(-1) ?? (weights[0] as Source), product]));
    use(trace, sums);
    return { trace, sums, whole: trace.standIn(sums.at(-1) as Source) };
  }

  it('are one product of what is put together along the samples, made once', () => {
    const { trace, sums, whole } = sumOf(4);
    expect(whole).toBe('MatMul transpose_a(ConcatV2(0:0, 3:0, 6:0, 9:0, [0]), ConcatV2(1:0, 4:0, 7:0, 10:0, [0]))');
    expect(sums.slice(0, -1).map((sum) => trace.standIn(sum))).toEqual([null, null]);
  });

  it('stay sums where there are few', () => {
    expect(sumOf(3).whole).toBeNull();
  });

  it('begin anew at a sum that is used elsewhere', () => {
    const { whole } = sumOf(8, (trace, sums) => trace.op('Square', [3, 2], [sums[3] as Source]));
    expect(whole).toBeNull();
  });

  it('keep what else is added', () => {
    const { trace, sums } = sumOf(4);
    const penalty = trace.op('Sign', [3, 2], []);
    const whole = trace.standIn(trace.op('Add', [3, 2], [penalty, sums.at(-1) as Source]));
    expect(whole).toMatch(new RegExp(`^AddN\\(MatMul transpose_a\\(.*\\), ${sourceKey(penalty)}\\)$`));
  });

  it("are one gradient of a bias where they are biases' gradients", () => {
    const trace = new TraceOf();
    const axis = trace.numbers(0);
    const gradients = Array.from({ length: 5 }, () => trace.op('Sum', [2], [trace.op('Dy', [4, 2], []), axis]));
    const whole = gradients.reduce((sum, gradient) =>
      trace.op('Add', [2], [sum, trace.op('Reshape', [2], [gradient])]),
    );
    expect(trace.standIn(whole)).toBe('BiasAddGrad(ConcatV2(0:0, 2:0, 4:0, 6:0, 8:0, [0]))');
  });
});

describe('a row that is added', () => {
  it('is added as a vector', () => {
    const trace = new TraceOf();
    const [a, b] = [trace.op('A', [1, 6], []), trace.op('B', [1, 6], [])];
    expect(trace.standIn(trace.op('Add', [1, 6], [a, b]))).toBe('AddV2(0:0, Reshape(1:0, [6]))');
    const whole = trace.op('C', [4, 6], []);
    expect(trace.standIn(trace.op('Add', [4, 6], [a, whole]))).toBe('AddV2(3:0, Reshape(0:0, [6]))');
    expect(trace.standIn(trace.op('Add', [4, 6], [whole, trace.op('D', [4, 1], [])]))).toBeNull();
  });
});

describe('activations of a product, its bias and something else', () => {
  const sumIn = (trace: TraceOf, lastSum: string) => {
    const product = trace.op('BatchMatMulV2', SHAPE, [trace.op('A', [4, 2], []), trace.op('B', [2, 3], [])]);
    const biased = trace.op('AddV2', SHAPE, [product, trace.op('Bias', [3], [])]);
    return trace.op(lastSum, SHAPE, [trace.op('Before', SHAPE, []), biased]);
  };

  it.each(['Relu', 'Relu6', 'Elu', 'LeakyRelu'])('%s is given what TensorFlow does not look behind', (name) => {
    for (const lastSum of ['AddV2', 'AddN']) {
      const trace = new TraceOf();
      const sum = sumIn(trace, lastSum);
      expect(trace.standIn(trace.op(name, SHAPE, [sum]))).toBe(`${name}(PlaceholderWithDefault(${sourceKey(sum)}))`);
    }
  });

  it('stay what they are where TensorFlow can fuse them', () => {
    const trace = new TraceOf();
    const product = trace.op('BatchMatMulV2', SHAPE, [trace.op('A', [4, 2], []), trace.op('B', [2, 3], [])]);
    const biased = trace.op('AddV2', SHAPE, [product, trace.op('Bias', [3], [])]);
    expect(trace.standIn(trace.op('Relu', SHAPE, [biased]))).toBeNull();
    const convolved = trace.op('AddV2', SHAPE, [trace.op('Conv2D', SHAPE, []), trace.op('Bias', [3], [])]);
    expect(trace.standIn(trace.op('Relu', SHAPE, [trace.op('AddV2', SHAPE, [convolved, product])]))).toBeNull();
  });
});

describe('a constant beside a sum with another constant', () => {
  it('is hidden from an optimizer that would add the two first', () => {
    const trace = new TraceOf();
    const [one, epsilon, x] = [trace.numbers(1), trace.numbers(1e-7), trace.op('X', SHAPE, [])];
    const difference = trace.op('Sub', SHAPE, [one, x]);
    const sum = trace.op('AddV2', SHAPE, [difference, epsilon]);
    expect(trace.standIn(difference)).toBeNull();
    expect(trace.standIn(sum)).toBe(`AddV2(${sourceKey(difference)}, PlaceholderWithDefault(${sourceKey(epsilon)}))`);
    expect(trace.standIn(trace.op('Sub', SHAPE, [one, sum]))).toContain('PlaceholderWithDefault');
    expect(trace.standIn(trace.op('AddV2', SHAPE, [trace.op('Mul', SHAPE, [x, one]), epsilon]))).toBeNull();
  });
});
