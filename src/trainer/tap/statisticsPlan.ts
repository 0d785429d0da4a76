import { HISTOGRAM_BINS } from '../../protocol/histogramBins.js';
import { STATISTIC_COUNT, setNoGradient } from '../../protocol/statistics.js';
import type { Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';
import { countBins, histogramBins } from './groupHistogram.js';
import { groupStatistics } from './groupStatistics.js';

interface Group {
  /** Indices into the plan's variables. */
  readonly members: readonly number[];
  /** [members, rows, columns] */
  readonly shape: [number, number, number];
}

/** Tensors of one step between the two sides of the optimizer's update. */
export interface PendingStatistics {
  readonly groups: readonly { readonly gradients: Tensor; readonly before: Tensor }[];
  readonly histogram: Tensor | null;
}

/** How the statistics of one model's variables are computed and read: variables of one shape go together. */
export class StatisticsPlan {
  private readonly groups: readonly Group[];

  constructor(
    private readonly tf: Tfjs,
    private readonly variables: readonly Variable[],
  ) {
    const byShape = Map.groupBy(variables.keys(), (index) => String(variables[index]?.shape));
    this.groups = [...byShape.values()].map((members) => {
      const shape = variables[members[0] ?? 0]?.shape ?? [];
      const columns = shape.at(-1) ?? 1;
      const elements = shape.reduce((product, size) => product * size, 1);
      return { members, shape: [members.length, columns === 0 ? 0 : elements / columns, columns] };
    });
  }

  /**
   * Call it before the update. A variable without a gradient gets NaN.
   * @param before the weights before the update, where that was done already
   */
  begin(
    gradients: readonly (Tensor | null)[],
    withHistogram: boolean,
    before: readonly Tensor[] | null = null,
  ): PendingStatistics {
    const { tf } = this;
    let histogram: Tensor | null = null;
    const groups: { gradients: Tensor; before: Tensor }[] = [];
    tf.tidy(() => {
      for (const group of this.groups) {
        const stacked = this.stack(group, (index, shape) => gradients[index] ?? tf.fill(shape, Number.NaN));
        groups.push({
          gradients: tf.keep(stacked),
          before: tf.keep(this.stackWeights(group, before ?? this.variables)),
        });
      }
      if (withHistogram) {
        histogram = tf.keep(
          countBins(
            tf,
            groups.map((group) => histogramBins(tf, group.gradients)),
          ),
        );
      }
    });
    return { groups, histogram };
  }

  /** Call it after the update. @returns one row for `readStatistics`, to be disposed by the caller. */
  end({ groups }: PendingStatistics): Tensor {
    const { tf } = this;
    return tf.tidy(() => {
      const parts = this.groups.map((group, at) => {
        const { gradients, before } = groups[at] as PendingStatistics['groups'][number];
        return tf.reshape(
          groupStatistics(tf, { gradients, before, after: this.stackWeights(group, this.variables) }),
          [-1],
        );
      });
      return tf.keep(tf.concat(parts));
    });
  }

  /** Runs `use` on the weights as they were before the update, and puts the present ones back. */
  withWeightsBefore<T>({ groups }: PendingStatistics, use: () => T): T {
    const { tf, variables } = this;
    const present = tf.tidy(() => variables.map((variable) => tf.keep(tf.clone(variable))));
    try {
      tf.tidy(() => {
        this.groups.forEach(({ members }, at) => {
          const weights = tf.unstack((groups[at] as PendingStatistics['groups'][number]).before);
          members.forEach((index, position) => {
            const variable = variables[index] as Variable;
            // A mere reshape shares its data, whose shape the WASM kernels go by.
            variable.assign(tf.mul(tf.reshape(weights[position] as Tensor, variable.shape), 1));
          });
        });
      });
      return use();
    } finally {
      for (const [index, variable] of variables.entries()) variable.assign(present[index] as Tensor);
      tf.dispose(present);
    }
  }

  /** Frees what `begin` made. */
  discard({ groups, histogram }: PendingStatistics): void {
    for (const { gradients, before } of groups) {
      gradients.dispose();
      before.dispose();
    }
    histogram?.dispose();
  }

  /**
   * Orders what `end` computed by variable.
   * @param missing variables without a gradient: all that would describe it is NaN, the counts included
   */
  readStatistics(row: Float32Array, missing: readonly number[]): Float32Array {
    const target = new Float32Array(this.variables.length * STATISTIC_COUNT);
    this.inOrder(row, STATISTIC_COUNT, target);
    for (const variable of missing) setNoGradient(target, variable);
    return target;
  }

  /** Orders the counts that `begin` made by variable. */
  readHistogram(counts: Float32Array): Uint32Array {
    return this.inOrder(counts, HISTOGRAM_BINS, new Uint32Array(this.variables.length * HISTOGRAM_BINS));
  }

  private inOrder<T extends Float32Array | Uint32Array>(row: Float32Array, width: number, target: T): T {
    let at = 0;
    for (const index of this.groups.flatMap((group) => group.members)) {
      target.set(row.subarray(at, at + width), index * width);
      at += width;
    }
    return target;
  }

  private stackWeights(group: Group, weights: readonly Tensor[]): Tensor {
    return this.stack(group, (index) => weights[index] as Tensor);
  }

  private stack({ members, shape }: Group, tensorOf: (index: number, shape: number[]) => Tensor): Tensor {
    const own = this.variables[members[0] ?? 0]?.shape ?? [];
    return this.tf.reshape(this.tf.stack(members.map((index) => tensorOf(index, own))), shape);
  }
}
