/** Share of the time that ranks may take. */
const SHARE = 0.02;
/** Multiplications a millisecond, as a slow processor does them in JavaScript. */
const SPEED = 5e5;
/** Milliseconds that the first may take at once: what a person does not notice. */
const AT_ONCE = 20;

/** What it has to know of a fit. */
export interface Epochs {
  /** Null where they are not known. */
  readonly batchesPerEpoch: number | null;
  /** Whether its batches are in epochs at all. */
  readonly hasEpochs: boolean;
}

/** Says on which measured batches ranks are computed: at the start, then once an epoch, as late in it as is known, and seldom enough to cost little. */
export class RankClock {
  private readonly started: number;
  private next: number;
  private epoch: number | null = null;
  private isFirst = true;

  /** @param interval batches between measured ones */
  constructor(
    private readonly epochs: Epochs,
    private readonly interval: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.started = now();
    this.next = this.started;
  }

  /** @param cost in multiplications */
  isDue(step: number, epoch: number, cost: number): boolean {
    if (this.now() < this.next) return false;
    if (this.isFirst) return this.affords(cost);
    const { batchesPerEpoch, hasEpochs } = this.epochs;
    if (!hasEpochs) return true;
    const isLast = batchesPerEpoch === null || (step % batchesPerEpoch) + this.interval >= batchesPerEpoch;
    return isLast && epoch !== this.epoch;
  }

  /** Of many layers the first waits until it is little beside the training. */
  private affords(cost: number): boolean {
    const estimate = cost / SPEED;
    if (estimate > AT_ONCE && this.next === this.started) {
      this.next = this.started + estimate / SHARE;
      return this.now() >= this.next;
    }
    return true;
  }

  /** @param took milliseconds */
  done(epoch: number, took: number): void {
    // What the start weights give is of no epoch.
    this.epoch = this.isFirst ? null : epoch;
    this.isFirst = false;
    this.next = this.now() + took / SHARE;
  }
}
