/** Share of the time that measuring outputs may take. */
const SHARE = 0.01;
/** Batches whose times are held against each other, once there are so many: single ones are slow by chance, so medians count. */
const KEPT = { measured: 5, plain: 31 };
/** Times as many batches as were asked for that may lie between two measurements at most. */
const MOST_TIMES = 20;

/** How many batches lie between two whose outputs are measured: as many as were asked for, and more where they would take too much time. */
export class OutputPace {
  /** Milliseconds of batches, the latest last. */
  private readonly times: Record<keyof typeof KEPT, number[]> = { measured: [], plain: [] };
  private from: number | null = null;
  private current: number;

  /**
   * @param asked batches
   * @param now milliseconds at a batch; by its number where nothing may depend on the clock
   */
  constructor(
    private readonly asked: number,
    private readonly now: (step: number) => number,
  ) {
    this.current = asked;
  }

  /** Batches from one measurement to the next. */
  get interval(): number {
    return this.current;
  }

  /** The batch that comes next begins. */
  begin(step: number): void {
    this.from = this.now(step);
  }

  /** A batch is done with. @param kind whether its outputs were measured */
  end(step: number, kind: keyof typeof KEPT): void {
    if (this.from === null) return;
    const times = this.times[kind];
    times.push(this.now(step) - this.from);
    if (times.length > KEPT[kind]) times.shift();
    if (kind === 'measured') this.current = this.paced();
  }

  private paced(): number {
    const { asked, times } = this;
    if (times.plain.length < KEPT.plain || times.measured.length < KEPT.measured) return asked;
    const plain = median(times.plain);
    const more = median(times.measured) - plain;
    const needed = more > 0 && plain > 0 ? Math.ceil(more / (SHARE * plain * asked)) : 1;
    return asked * Math.min(MOST_TIMES, Math.max(1, needed));
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
