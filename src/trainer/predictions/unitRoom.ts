/** Of what a run's files may take, the share of the surfaces of single units. */
const SHARE = 1 / 16;
/** Once half of it is taken, milliseconds that a fit takes at least, or that lie between two rows: a program may call fit a thousand times. */
const SHORT = 1000;

/** What of a row of unit surfaces decides whether it is kept. */
interface UnitRow {
  readonly bytes: number;
  /** Milliseconds since its fit began, and of the clock. */
  readonly elapsed: number;
  readonly now: number;
  readonly isLast: boolean;
}

/** The room that the files of a run have for the surfaces of single units, of all its fits. */
export class UnitRoom {
  private readonly all: number;
  private left: number;
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(maxRunBytes: number) {
    this.all = maxRunBytes * SHARE;
    this.left = this.all;
  }

  /** Whether there is room for a row, which takes it. The second half is for fits to come: for what they are at their ends. */
  take({ bytes, elapsed, now, isLast }: UnitRow): boolean {
    const left = this.left - bytes;
    const isScarce = left < this.all / 2;
    if (left < 0 || (isScarce && !isLast)) return false;
    if (isScarce && elapsed < SHORT && now - this.toldAt < SHORT) return false;
    this.left = left;
    this.toldAt = now;
    return true;
  }
}
