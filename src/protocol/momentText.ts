// Made once: each costs more than all else that a line of a list does.
const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const DAY = { day: 'numeric', month: 'short' } as const;
const CLOCK = new Intl.DateTimeFormat('en-US', TIME);
const DATED = new Intl.DateTimeFormat('en-US', { ...TIME, ...DAY });
const LONG_AGO = new Intl.DateTimeFormat('en-US', { ...TIME, ...DAY, year: 'numeric' });

/** Milliseconds after which a day may be one of another year. */
const HALF_A_YEAR = 180 * 86_400_000;

/** When a run began, to the second, as two may be of one minute: `14:03:05`. */
export const formatClock = (milliseconds: number): string => CLOCK.format(milliseconds);

/** The same where it may be of another day: `Nov 28, 14:03:05`. */
export const formatDated = (milliseconds: number): string => DATED.format(milliseconds);

/** The same as short as `now` lets it be: `14:03:05` of today, `Nov 28, 14:03:05` before, `Nov 28, 2025, 14:03:05` of long ago. */
export function formatMoment(milliseconds: number, now: number = Date.now()): string {
  if (now - milliseconds > HALF_A_YEAR) return LONG_AGO.format(milliseconds);
  const isToday = new Date(milliseconds).toDateString() === new Date(now).toDateString();
  return (isToday ? formatClock : formatDated)(milliseconds);
}
