import type { StepMode } from '../../protocol/fit.js';

/** Changes of one fit that are logged: one whose last batch of each epoch is eager would fill the log. */
const MOST_LOGGED = 20;

/** `compiled`, or `eager: custom layer Foo reads values`. */
export const stepModeText = ({ mode, reason }: Pick<StepMode, 'mode' | 'reason'>): string =>
  reason === null ? mode : `${mode}: ${reason}`;

/** Writes a line for each change of the way in which a fit's steps are done, as long as there are not too many. */
export function stepModeLog(log: (line: string) => void): (change: StepMode) => void {
  const counts = new Map<number, number>();
  return (change) => {
    const count = (counts.get(change.fit) ?? 0) + 1;
    counts.set(change.fit, count);
    if (count > MOST_LOGGED) return;
    const more = count === MOST_LOGGED ? ' (further changes of this fit are not logged)' : '';
    log(`fit ${change.fit} from batch ${change.step + 1} on ${stepModeText(change)}${more}`);
  };
}
