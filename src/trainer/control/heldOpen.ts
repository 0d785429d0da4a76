import { type EventLoopUtilization, performance } from 'node:perf_hooks';

const INTERVAL = 500;
/** Quiet intervals after which the process counts as held open. */
const QUIET_INTERVALS = 4;
/** Share of an interval that timers and a server's small talk may take. */
const QUIET = 0.05;

/**
 * Tells when the event loop has only waited for 2 s: nothing but a server or a timer holds the process open.
 * Its own timer, which lives as long as the process, does not.
 */
export class HeldOpenWatch {
  private quiet = 0;
  private last: EventLoopUtilization = performance.eventLoopUtilization();

  /** @param onQuiet called for each interval from the fourth quiet one on, with the milliseconds that it has been quiet */
  constructor(onQuiet: (milliseconds: number) => void) {
    setInterval(() => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, this.last);
      this.last = now;
      this.quiet = utilization < QUIET ? this.quiet + 1 : 0;
      if (this.quiet >= QUIET_INTERVALS) onQuiet(this.quiet * INTERVAL);
    }, INTERVAL).unref();
  }
}
