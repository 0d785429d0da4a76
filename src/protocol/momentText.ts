// Made once: each costs more than all else that a line of a list does.
const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const CLOCK = new Intl.DateTimeFormat('en-US', TIME);
const DATED = new Intl.DateTimeFormat('en-US', { ...TIME, day: 'numeric', month: 'short' });

/** When a run began, to the second, as two may be of one minute: `14:03:05`. */
export const formatClock = (milliseconds: number): string => CLOCK.format(milliseconds);

/** The same where it may be of another day: `Nov 28, 14:03:05`. */
export const formatDated = (milliseconds: number): string => DATED.format(milliseconds);
