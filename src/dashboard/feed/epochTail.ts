import type { EpochUpdate } from '../../protocol/dashboard.js';
import type { EpochRecord } from '../../protocol/fit.js';

/** The epochs' logs as the page has them. */
export class EpochTail {
  private sent = 0;
  private keys: readonly string[] = [];

  /** Epochs that the page lacks; all of them when a new key appeared in the logs. */
  next(epochs: readonly EpochRecord[]): EpochUpdate | null {
    if (epochs.length === this.sent) return null;
    const fresh = new Set([...this.keys, ...epochs.slice(this.sent).flatMap((epoch) => Object.keys(epoch.logs))]);
    const from = fresh.size === this.keys.length ? this.sent : 0;
    this.keys = [...fresh];
    this.sent = epochs.length;
    const rows = epochs
      .slice(from)
      .flatMap(({ epoch, step, logs }) => [epoch, step, ...this.keys.map((key) => logs[key] ?? Number.NaN)]);
    return { keys: [...this.keys], from, rows: Float64Array.from(rows) };
  }
}
