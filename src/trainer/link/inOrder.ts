interface Waiting {
  /** Null while what it waits for has not come. */
  run: (() => void) | null;
  /** Runs it without what it waits for. */
  readonly giveUp: () => void;
}

/**
 * Actions in the order in which they were added. One that waits for something holds up those after it, for so long as it is given; then it
 * runs without.
 */
export class InOrder {
  private waiting: Waiting[] = [];
  private emptied: (() => void)[] = [];

  /** @param patience milliseconds that an action may wait for what it needs */
  constructor(private readonly patience: number) {}

  get isWaiting(): boolean {
    return this.waiting.length > 0;
  }

  add(run: () => void): void {
    if (this.waiting.length === 0) run();
    else this.waiting.push({ run, giveUp() {} });
  }

  /**
   * @param otherwise what `run` gets where the value does not come in time, or never
   * @param late gets the value where it comes after that
   */
  addWhen<T>(value: Promise<T>, otherwise: T, run: (value: T) => void, late: (value: T) => void = () => {}): void {
    const item: Waiting = {
      run: null,
      giveUp: () => {
        item.run ??= () => run(otherwise);
      },
    };
    const timer = setTimeout(() => {
      item.giveUp();
      this.runReady();
    }, this.patience);
    this.waiting.push(item);
    const settle = (result: T, isValue: boolean) => {
      clearTimeout(timer);
      if (item.run === null) item.run = () => run(result);
      else if (isValue) late(result);
      this.runReady();
    };
    value.then(
      (result) => settle(result, true),
      () => settle(otherwise, false),
    );
  }

  /** Runs all that waits, without what it waits for. */
  giveUp(): void {
    for (const item of this.waiting) item.giveUp();
    this.runReady();
  }

  /** Resolves when nothing waits. */
  async whenEmpty(): Promise<void> {
    if (this.isWaiting) await new Promise<void>((resolve) => this.emptied.push(resolve));
  }

  private runReady(): void {
    for (let first = this.waiting[0]; first?.run; first = this.waiting[0]) {
      const { run } = first;
      this.waiting.shift();
      run();
    }
    if (this.isWaiting) return;
    const emptied = this.emptied;
    this.emptied = [];
    for (const resolve of emptied) resolve();
  }
}
