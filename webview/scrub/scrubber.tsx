import type { TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { latestName, placeText } from '../../src/protocol/batchText.js';
import { type EpochEnd, epochEnds } from '../../src/protocol/dashboard/epochsPart.js';
import { Button } from '../components/toolkit.js';
import type { Track } from '../pageModel.js';
import type { Scrub } from './useScrub.js';

interface Props {
  readonly track: Track;
  readonly hasEnded: boolean;
  readonly scrub: Scrub;
}

/**
 * Looks back on the run: moves heat map, tables, histograms, and the values in the editor to any of its batches. The arrow keys go by batch,
 * Page Up and Page Down by epoch.
 */
export function Scrubber({ track, hasEnded, scrub }: Props) {
  const slider = useRef<HTMLInputElement>(null);
  const batches = track.progress?.batches ?? 0;
  const ends = epochEnds(track.epochs);
  const last = Math.max(1, batches);
  const value = scrub.step === null ? last : Math.min(last, scrub.step + 1);
  const moveTo = (batch: number): void => scrub.move(batch >= last ? null : Math.max(0, batch - 1));
  const press = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const { currentTarget, key } = event;
    // What the slider has, and not what was drawn last: keys may come faster than the page draws.
    const to = epochKey(key, Number(currentTarget.value), ends, last);
    if (to === null) return;
    event.preventDefault();
    currentTarget.value = String(to);
    moveTo(to);
  };
  const latest = latestName(hasEnded);
  const isPast = scrub.step !== null;
  const text = textOf(value - 1, last, ends, scrub);
  return (
    <div class={isPast ? 'scrub scrub-past' : 'scrub'}>
      <input
        ref={slider}
        class="scrub-slider"
        type="range"
        min={1}
        max={last}
        step={1}
        value={value}
        disabled={batches < 2}
        aria-label="Batch shown"
        aria-valuetext={isPast ? text : `${text}, ${latest.toLowerCase()}`}
        title="Move the values in the editor, the heat map, and the table of layers to any batch. Arrow keys: by batch. Page Up and Page Down: by epoch"
        onInput={({ currentTarget }) => moveTo(Number(currentTarget.value))}
        onKeyDown={press}
      />
      <span class="scrub-text">{text}</span>
      {isPast ? (
        <Button
          label={latest}
          icon="debug-continue"
          title={hasEnded ? 'Show the last batch again' : 'Show the last batch again, and what comes'}
          onClick={() => {
            scrub.move(null);
            slider.current?.focus();
          }}
        />
      ) : (
        <span class="scrub-latest muted">{latest}</span>
      )}
    </div>
  );
}

/** As soon as the host has followed, in its words: memory may have a mean of batches alone. */
function textOf(step: number, of: number, ends: readonly EpochEnd[], { shown }: Scrub): string {
  if (shown?.step === step) return placeText([shown.first, shown.last], of, shown.epoch);
  return placeText([step, step], of, epochOf(step, ends));
}

/** From 0; null where no epoch has ended that tells. */
function epochOf(step: number, ends: readonly EpochEnd[]): number | null {
  const last = ends.at(-1);
  return ends.find((end) => end.step > step)?.epoch ?? (last ? last.epoch + 1 : null);
}

/** The batch that a key leads to, from 1: the last one of the next epoch, or of the one before; null where the slider itself knows. */
function epochKey(key: string, batch: number, ends: readonly EpochEnd[], last: number): number | null {
  if (ends.length === 0) return null;
  if (key === 'PageUp') return ends.find(({ step }) => step > batch)?.step ?? last;
  if (key === 'PageDown') return ends.findLast(({ step }) => step < batch)?.step ?? 1;
  return null;
}
