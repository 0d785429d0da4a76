/** How a track's lines look: the main one alone has all of them, one behind it is gray, and of runs that are compared each has a color and dashes of its own. */
export type TrackLook = { readonly kind: 'main' } | { readonly kind: 'behind' } | RunLook;

/** A run among those that are compared. */
export interface RunLook {
  readonly kind: 'run';
  readonly id: string;
  readonly name: string;
  /** Everything that tells it apart: for a tooltip. */
  readonly title: string;
  /** From 0; it keeps its color and dashes as others come and go. */
  readonly slot: number;
  readonly isDrawn: boolean;
}

/** Dashes and gaps in pixels; none for a whole line. */
const DASHES: readonly (readonly number[])[] = [
  [],
  [8, 4],
  [2, 3],
  [12, 3, 2, 3],
  [5, 2],
  [16, 5],
  [8, 3, 2, 3, 2, 3],
  [3, 6],
];

const RUN_COLORS = DASHES.length;

/** Beyond the colors there are, each comes again with other dashes. */
export const runDash = (slot: number): number[] => [
  ...(DASHES[(slot + 3 * Math.floor(slot / RUN_COLORS)) % DASHES.length] ?? []),
];

/** Slots of runs, those that had one before in it; a new one gets the lowest that is free. */
export function slotsOf(runs: readonly string[], before: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const slots = new Map([...before].filter(([run]) => runs.includes(run)));
  for (const run of runs) {
    if (slots.has(run)) continue;
    const taken = new Set(slots.values());
    let slot = 0;
    while (taken.has(slot)) slot += 1;
    slots.set(run, slot);
  }
  return slots;
}
