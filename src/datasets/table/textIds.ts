/** Numbers the different texts of a column as they come up. */
export class TextIds {
  private readonly ids = new Map<string, number>();
  private readonly counts: number[] = [];

  /** NaN once there are more than `LIMIT`. */
  idOf(text: string): number {
    let id = this.ids.get(text);
    if (id === undefined) {
      if (this.ids.size >= LIMIT) return Number.NaN;
      id = this.ids.size;
      this.ids.set(text, id);
    }
    this.counts[id] = (this.counts[id] ?? 0) + 1;
    return id;
  }

  get size(): number {
    return this.ids.size;
  }

  /** Texts in order, with how often each came up, and for each id its place in that order. */
  sorted(): { labels: string[]; counts: number[]; places: number[] } {
    const order = [...this.ids].sort(([a], [b]) => (a < b ? -1 : 1));
    const places: number[] = [];
    order.forEach(([, id], place) => {
      places[id] = place;
    });
    return { labels: order.map(([label]) => label), counts: order.map(([, id]) => this.counts[id] ?? 0), places };
  }
}

/** Different texts that a column is worth; a column of more is free text. */
export const LIMIT = 20_000;
