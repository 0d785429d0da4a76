/** What was read of each of several things last. A read that ends after a newer one of the same thing began counts for nothing. */
export class LatestReads<T> {
  private readonly reads = new Map<string, Promise<T>>();
  private readonly values = new Map<string, T>();

  /** The read that is under way or over; else a new one. */
  get(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.reads.get(key);
    if (known) return known;
    const begun = read();
    this.reads.set(key, begun);
    void begun.then((value) => {
      if (this.reads.get(key) === begun) this.values.set(key, value);
    });
    return begun;
  }

  /** What the last read that is over has brought. */
  known(key: string): T | undefined {
    return this.values.get(key);
  }

  /** All are to be read again; what is known stands until they are. */
  forget(): void {
    this.reads.clear();
  }
}
