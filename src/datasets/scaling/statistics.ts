/** What is known of numbers that went by one after the other. */
export class Statistics {
  count = 0;
  low = Number.POSITIVE_INFINITY;
  high = Number.NEGATIVE_INFINITY;
  mean = 0;
  private squares = 0;

  add(value: number): void {
    this.count++;
    if (value < this.low) this.low = value;
    if (value > this.high) this.high = value;
    const difference = value - this.mean;
    this.mean += difference / this.count;
    this.squares += difference * (value - this.mean);
  }

  get deviation(): number {
    return this.count === 0 ? 0 : Math.sqrt(this.squares / this.count);
  }
}
