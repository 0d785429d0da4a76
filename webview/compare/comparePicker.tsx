import type { TargetedFocusEvent, TargetedKeyboardEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { MOST_COMPARED } from '../../src/protocol/dashboard/messages.js';
import type { RunItem } from '../../src/protocol/dashboard/runView.js';
import { formatMoment } from '../../src/protocol/momentText.js';
import { Icon } from '../components/icon.js';
import { toggled } from '../toggled.js';

interface Props {
  /** All that there are, newest first. */
  readonly runs: readonly RunItem[];
  /** The run that is shown, and those beside it, by their ids. */
  readonly main: string;
  readonly compared: readonly string[];
  onCompare(runs: readonly string[]): void;
}

/** Ticks the runs that are drawn and listed beside the one that is shown. */
export function ComparePicker({ runs, main, compared, onCompare }: Props) {
  // A tick is there at once, before the host has followed.
  const [asked, setAsked] = useState<readonly string[] | null>(null);
  useEffect(() => setAsked(null), [compared.join()]);
  const ticked = asked ?? compared;
  const others = runs.filter(({ id }) => id !== main);
  const isFull = ticked.length + 1 >= MOST_COMPARED;
  const count = ticked.length === 0 ? '' : ` (${ticked.length + 1})`;
  return (
    <details class="compare-picker" onKeyDown={closeOnEscape} onFocusOut={closeBehind}>
      <summary title="Draw other runs over this one, and list what differs">
        <Icon name="git-compare" /> Compare{count}
      </summary>
      <fieldset class="compare-choices">
        <legend class="visually-hidden">Runs to compare with the one that is shown</legend>
        {others.map(({ id, name, status, startedAt }) => {
          const isChosen = ticked.includes(id);
          const next = toggled(ticked, id);
          return (
            <label key={id} class="compare-choice">
              <input
                type="checkbox"
                checked={isChosen}
                disabled={isFull && !isChosen}
                onChange={() => {
                  setAsked(next);
                  onCompare(next);
                }}
              />
              <span>
                {name}{' '}
                <span class="muted">
                  · {status} · {formatMoment(startedAt)}
                </span>
              </span>
            </label>
          );
        })}
        {isFull && <p class="muted">{MOST_COMPARED} runs at most.</p>}
      </fieldset>
    </details>
  );
}

/** As any menu: the focus goes back to what opened it. */
function closeOnEscape({ key, currentTarget }: TargetedKeyboardEvent<HTMLDetailsElement>): void {
  if (key !== 'Escape' || !currentTarget.open) return;
  currentTarget.open = false;
  currentTarget.querySelector('summary')?.focus();
}

/** Where the focus goes to another part of the page, it does not cover that. */
function closeBehind({ relatedTarget, currentTarget }: TargetedFocusEvent<HTMLDetailsElement>): void {
  if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) currentTarget.open = false;
}
