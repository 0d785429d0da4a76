import { RANK_STATISTICS } from '../../protocol/activations.js';
import { effectiveRank, rankCost } from './effectiveRank.js';
import type { LayerRows } from './outputVector.js';
import { MOST_AT_ONCE, RankBudget } from './rankBudget.js';

/** What it has to know of a fit. */
export interface Epochs {
  /** Null where they are not known. */
  readonly batchesPerEpoch: number | null;
  /** Whether its batches are in epochs at all. */
  readonly hasEpochs: boolean;
}

/** The ranks of all layers on one batch: layers x RANK_STATISTICS. */
export interface Ranks {
  readonly step: number;
  readonly values: Float32Array;
}

/** Ranks under way. */
interface Work {
  readonly ranks: Ranks;
  readonly steps: Iterator<number, void>;
}

/** Multiplications that take as long as one element from the backend to here. */
const ELEMENT = 4;

/**
 * The effective ranks of a fit's layers: of the first measured batch, then of one an epoch, as late in it as is known. They are computed a little
 * at each batch, so that no batch waits for them and all of them take a small share of the time.
 */
export class OutputRanks {
  private readonly budget: RankBudget;
  /** Epoch of the last batch that was taken; null where that was the first one: what the start weights give is of no epoch. */
  private epoch: number | null = null;
  private isFirst = true;
  /** Multiplications that the last ones took. */
  private cost = 0;
  private work: Work | null = null;

  /**
   * @param pace batches between measured ones
   * @param now milliseconds at a batch
   */
  constructor(
    private readonly layers: number,
    private readonly epochs: Epochs,
    private readonly pace: { readonly interval: number },
    now: (step: number) => number,
  ) {
    this.budget = new RankBudget(now);
  }

  /** Whether a measured batch's rows are wanted. */
  isDue(step: number, epoch: number): boolean {
    if (this.work || this.budget.at(step) < Math.min(this.cost, MOST_AT_ONCE)) return false;
    const { batchesPerEpoch, hasEpochs } = this.epochs;
    if (this.isFirst || !hasEpochs) return true;
    const isLast = batchesPerEpoch === null || (step % batchesPerEpoch) + this.pace.interval >= batchesPerEpoch;
    return isLast && epoch !== this.epoch;
  }

  /** Takes the rows of a batch. */
  begin(step: number, epoch: number, rows: readonly LayerRows[]): void {
    const values = new Float32Array(this.layers * RANK_STATISTICS.length).fill(Number.NaN);
    const elements = rows.reduce((sum, { values: each }) => sum + each.length, 0);
    this.cost = rows.reduce((sum, { count, units }) => sum + rankCost(count, units), ELEMENT * elements);
    this.budget.spend(ELEMENT * elements);
    this.work = { ranks: { step, values }, steps: ranksOf(rows, values) };
    this.epoch = this.isFirst ? null : epoch;
    this.isFirst = false;
  }

  /** Goes on with what was begun, at the end of a batch. @returns the ranks once they are all there */
  advance(step: number): Ranks | null {
    return this.work && this.spend(this.work, step, this.budget.at(step));
  }

  /** At the end of a fit: what takes too long is left out. @param step the last one */
  finish(step: number): Ranks | null {
    return this.work && this.spend(this.work, step, MOST_AT_ONCE);
  }

  private spend({ ranks, steps }: Work, step: number, most: number): Ranks | null {
    this.budget.work(step, () => {
      let spent = 0;
      while (this.work && spent < most) {
        const { value, done } = steps.next();
        if (done) this.work = null;
        else spent += value;
      }
      return spent;
    });
    return this.work ? null : ranks;
  }
}

/** Fills in the ranks of layer after layer. Each step tells the multiplications that it took. */
function* ranksOf(layers: readonly LayerRows[], into: Float32Array): Generator<number, void> {
  for (const { layer, values, count, units } of layers) {
    const figures = { actRank: yield* effectiveRank(values, count, units), actRankMost: Math.min(count, units) };
    into.set(
      RANK_STATISTICS.map((name) => figures[name]),
      layer * RANK_STATISTICS.length,
    );
  }
}
