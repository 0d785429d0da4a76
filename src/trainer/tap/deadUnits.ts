/** Samples that a unit has to be 0 for, where there are as many: of fewer, one that is rarely used may be so by chance. */
const SAMPLES = 256;

/** Which units of one layer were 0 for every sample of the last measured batches. */
export class DeadUnits {
  /** Samples measured so far. */
  private samples = 0;
  /** For each unit, how many had been when it was last other than 0. */
  private aliveAt = new Float64Array(0);
  /** How many had been before each of the last batches. */
  private starts: number[] = [];

  /**
   * Adds a batch.
   * @param alive for each unit whether it was other than 0 for some sample
   * @returns the share that were 0 for all samples of the last batches, as many as have `SAMPLES` together
   */
  add(alive: Float32Array, samples: number): number {
    if (this.aliveAt.length !== alive.length) this.startAgain(alive.length);
    this.starts.push(this.samples);
    this.samples += samples;
    const first = this.starts.findLastIndex((start) => this.samples - start >= SAMPLES);
    this.starts = this.starts.slice(Math.max(0, first));
    const [since = 0] = this.starts;
    let dead = 0;
    for (const [unit, isAlive] of alive.entries()) {
      if (isAlive) this.aliveAt[unit] = this.samples;
      if ((this.aliveAt[unit] ?? 0) <= since) dead++;
    }
    return dead / alive.length;
  }

  private startAgain(units: number): void {
    this.samples = 0;
    this.starts = [];
    this.aliveAt = new Float64Array(units);
  }
}
