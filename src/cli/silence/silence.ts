/** Milliseconds. */
const FIRST = 2000;
const LONGEST = 8000;
/** Between two drawings of a line that is drawn anew. */
const REDRAWN = 1000;

/** When nothing has been written for so long that a person wonders, and what is said then: what is being done. */
export class Silence {
  private doing: string | null = null;
  private begun = 0;
  private writes = 0;
  private quietSince: number;
  private wait = FIRST;

  /**
   * @param redraws whether a line takes the place of the one before; where they stay, each waits twice as long as the last
   * @param now milliseconds of any clock
   */
  constructor(
    private readonly redraws: boolean,
    now: number,
  ) {
    this.quietSince = now;
  }

  /** @param doing such as `reading net.js`; null where there is nothing to say, as somebody is asked or it is shown otherwise */
  begin(doing: string | null, now: number): void {
    if (doing === this.doing) return;
    if (doing === null || this.doing === null) this.quietSince = now;
    this.doing = doing;
    this.begun = now;
    this.wait = FIRST;
  }

  /** @param writes how many times anything has been written */
  look(now: number, writes: number): string | null {
    if (writes !== this.writes) {
      this.writes = writes;
      this.quietSince = now;
      if (this.redraws) this.wait = FIRST;
    }
    if (this.doing === null || now - this.quietSince < this.wait) return null;
    this.quietSince = now;
    this.wait = this.redraws ? REDRAWN : Math.min(this.wait * 2, LONGEST);
    const seconds = Math.round((now - this.begun) / 1000);
    return `still ${this.doing}${seconds > 0 ? ` (${seconds} s)` : ''}`;
  }
}
