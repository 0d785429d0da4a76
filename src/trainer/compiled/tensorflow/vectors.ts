import type { GraphBuilder, Ref } from './graphBuilder.js';

/** Nodes that put float32 values together and take them apart. */
export class Vectors {
  private readonly T;

  constructor(private readonly graph: GraphBuilder) {
    this.T = graph.type('T', graph.binding.TF_FLOAT);
  }

  reshaped(value: Ref, shape: readonly number[]): Ref {
    const { graph } = this;
    return graph.op('Reshape', [value, graph.ints(shape)], [this.T, graph.type('Tshape', graph.binding.TF_INT32)]);
  }

  /** All elements of the values, one after the other. @param shapes of the values */
  flat(values: readonly Ref[], shapes: readonly (readonly number[])[]): Ref {
    return this.concatenated(
      values.map((value, index) => (shapes[index]?.length === 1 ? value : this.reshaped(value, [-1]))),
    );
  }

  concatenated(vectors: readonly Ref[]): Ref {
    const { graph } = this;
    if (vectors.length === 1) return vectors[0] as Ref;
    const attributes = [this.T, graph.int('N', vectors.length), graph.type('Tidx', graph.binding.TF_INT32)];
    return graph.op('ConcatV2', [...vectors, this.scalarInt(0)], attributes);
  }

  /** Values of one shape as [k, ...shape]. */
  stacked(values: readonly Ref[]): Ref {
    const { graph } = this;
    return graph.op('Pack', values, [this.T, graph.int('N', values.length), graph.int('axis', 0)]);
  }

  /** What was stacked. */
  unstacked(value: Ref, count: number): Ref[] {
    const { graph } = this;
    const node = graph.op('Unpack', [value], [this.T, graph.int('num', count), graph.int('axis', 0)]);
    return outputs(node, count);
  }

  /** What was made flat. */
  split(value: Ref, shapes: readonly (readonly number[])[]): Ref[] {
    const { graph } = this;
    const sizes = shapes.map((shape) => shape.reduce((product, size) => product * size, 1));
    const attributes = [this.T, graph.type('Tlen', graph.binding.TF_INT32), graph.int('num_split', sizes.length)];
    const node = graph.op('SplitV', [value, graph.ints(sizes), this.scalarInt(0)], attributes);
    return outputs(node, sizes.length).map((part, index) => {
      const shape = shapes[index] ?? [];
      return shape.length === 1 ? part : this.reshaped(part, shape);
    });
  }

  scalarInt(value: number): Ref {
    return this.graph.constant(this.graph.binding.TF_INT32, [], Int32Array.of(value));
  }
}

function outputs(node: Ref, count: number): Ref[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? node : `${node}:${index}`));
}
