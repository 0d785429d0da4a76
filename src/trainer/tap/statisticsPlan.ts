import { HISTOGRAM_BINS } from '../../protocol/histogramBins.js';
import { nothingMeasured, STATISTIC_COUNT, setNoGradient } from '../../protocol/statistics.js';
import type { Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';
import { countBins, histogramBins } from './groupHistogram.js';
import { type GroupTensors, groupStatistics } from './groupStatistics.js';
import { type KeptKind, KeptStep } from './keptStep.js';
import type { LastGradients } from './lastGradients.js';
import type { StatisticsAtOnce } from './statisticsAtOnce.js';

interface Group {
  /** Indices into the plan's variables. */
  readonly members: readonly number[];
  /** [members, rows, columns] */
  readonly shape: [number, number, number];
}

/** What a group's statistics are computed of, but for the weights after the update. */
type PendingGroup = Omit<GroupTensors, 'after'>;

/** Tensors of one step between the two sides of the optimizer's update. */
export interface PendingStatistics {
  readonly groups: readonly PendingGroup[];
  /** What is measured in one call, in the place of groups. */
  readonly kept: KeptStep | null;
  readonly histogram: Tensor | null;
}

/** Statistics ordered by variable, or a tensor for `readStatistics`. */
export type Statistics = Tensor | Float32Array;

/** How the statistics of one model's variables are computed and read: variables of one shape go together. */
export class StatisticsPlan {
  private readonly groups: readonly Group[];

  constructor(
    private readonly tf: Tfjs,
    readonly variables: readonly Variable[],
    /** Null where no statistics are measured. */
    private readonly lastGradients: LastGradients | null,
    /** Null where it takes operations. */
    private readonly atOnce: StatisticsAtOnce | null = null,
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
   * Call it before the update. A variable without a gradient gets NaN, and keeps its last one.
   * @param before the weights before the update, where that was done already
   */
  begin(
    gradients: readonly (Tensor | null)[],
    withHistogram: boolean,
    before: readonly Tensor[] | null = null,
  ): PendingStatistics {
    const { tf } = this;
    let histogram: Tensor | null = null;
    const groups: PendingGroup[] = [];
    tf.tidy(() => {
      for (const group of this.groups) {
        const last = this.stackLast(group);
        groups.push({
          gradients: tf.keep(this.stackGiven(group, (index) => gradients[index])),
          before: tf.keep(this.stackWeights(group, before ?? this.variables)),
          last: last && tf.keep(last),
        });
      }
      if (withHistogram) histogram = this.histogramOf(groups.map((group) => group.gradients));
    });
    for (const [index, gradient] of gradients.entries()) {
      if (gradient) this.lastGradients?.set(this.variables[index] as Variable, gradient);
    }
    return { groups, kept: null, histogram };
  }

  /** The same for a step whose operations nobody watches: its statistics are computed in one call, if they can be. */
  beginKept(gradients: readonly (Tensor | null)[], withHistogram: boolean): PendingStatistics {
    const { tf, variables, lastGradients, atOnce } = this;
    if (!atOnce?.data.isPossible) return this.begin(gradients, withHistogram);
    const stacked = () => this.groups.map((group) => this.stackGiven(group, (index) => gradients[index]));
    const histogram = withHistogram ? tf.tidy(() => this.histogramOf(stacked())) : null;
    return { groups: [], kept: new KeptStep(atOnce, variables, gradients, lastGradients), histogram };
  }

  /** Call it after the update. @returns the statistics; a tensor is the caller's to dispose of */
  end({ groups, kept }: PendingStatistics): Statistics {
    if (!this.lastGradients) return nothingMeasured(this.variables.length);
    if (!kept) return this.computed(() => groups);
    const statistics = kept.measure() ?? this.computed(() => this.grouped(kept));
    kept.advance();
    return statistics;
  }

  private computed(groups: () => readonly PendingGroup[]): Tensor {
    const { tf } = this;
    return tf.tidy(() => {
      const before = groups();
      const parts = this.groups.map((group, at) => {
        const after = this.stackWeights(group, this.variables);
        return tf.reshape(groupStatistics(tf, { ...(before[at] as PendingGroup), after }), [-1]);
      });
      return tf.keep(tf.concat(parts));
    });
  }

  private grouped(kept: KeptStep): PendingGroup[] {
    return this.groups.map((group) => {
      const stack = (of: KeptKind) => this.stackGiven(group, (index) => kept.tensor(of, index));
      const hasLast = group.members.some((index) => kept.has('last', index));
      return { gradients: stack('gradients'), before: stack('before'), last: hasLast ? stack('last') : null };
    });
  }

  /** @param gradients of each group. Call it inside `tf.tidy`. @returns the counts, which are kept */
  private histogramOf(gradients: readonly Tensor[]): Tensor {
    const { tf } = this;
    const bins = gradients.map((group) => histogramBins(tf, group));
    return tf.keep(countBins(tf, bins));
  }

  /** Runs `use` on the weights as they were before the update, and puts the present ones back. */
  withWeightsBefore<T>({ groups, kept }: PendingStatistics, use: () => T): T {
    const { tf, variables } = this;
    const present = tf.tidy(() => variables.map((variable) => tf.keep(tf.clone(variable))));
    try {
      kept?.assignBefore();
      tf.tidy(() => {
        groups.forEach(({ before }, at) => {
          const weights = tf.unstack(before);
          this.groups[at]?.members.forEach((index, position) => {
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
  discard({ groups, kept, histogram }: PendingStatistics): void {
    kept?.release();
    for (const { gradients, before, last } of groups) {
      gradients.dispose();
      before.dispose();
      last?.dispose();
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

  /** Null where no variable of the group has had a gradient. */
  private stackLast(group: Group): Tensor | null {
    const lastOf = (index: number) => this.lastGradients?.of(this.variables[index] as Variable);
    return group.members.some(lastOf) ? this.stackGiven(group, lastOf) : null;
  }

  /** NaN for what is not there. */
  private stackGiven(group: Group, tensorOf: (index: number) => Tensor | null | undefined): Tensor {
    return this.stack(group, (index, shape) => tensorOf(index) ?? this.tf.fill(shape, Number.NaN));
  }

  private stackWeights(group: Group, weights: readonly Tensor[]): Tensor {
    return this.stack(group, (index) => weights[index] as Tensor);
  }

  private stack({ members, shape }: Group, tensorOf: (index: number, shape: number[]) => Tensor): Tensor {
    const own = this.variables[members[0] ?? 0]?.shape ?? [];
    return this.tf.reshape(this.tf.stack(members.map((index) => tensorOf(index, own))), shape);
  }
}
