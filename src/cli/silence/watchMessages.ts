export const CLEAR_LINE = '\r\x1b[K';

/** What the command line is doing, in a half sentence, or null where nothing is to be said of it. */
export type FromMain = string | null;

/** Shared with the main thread, which may be too busy for messages. */
export interface WatchData {
  /** How many times the main thread has written anything. */
  readonly writes: Int32Array<SharedArrayBuffer>;
  /** 1 while a line of the watch is the terminal's last. */
  readonly drawn: Int32Array<SharedArrayBuffer>;
  /** Whether stderr is a terminal, where a line can take the place of another. */
  readonly redraws: boolean;
}
