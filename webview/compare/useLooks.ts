import { useMemo, useRef } from 'preact/hooks';
import type { ComparisonView } from '../../src/protocol/dashboard/comparisonPart.js';
import type { Track } from '../pageModel.js';
import { slotsOf, type TrackLook } from '../plots/trackLook.js';

/** How tracks look; the same ones until the runs, their names, or what is hidden changes. */
export function useLooks(
  tracks: readonly Track[],
  comparison: ComparisonView | null,
  hiddenRuns: readonly string[],
): readonly TrackLook[] {
  const slots = useRef<ReadonlyMap<string, number>>(new Map());
  const areCompared = tracks.some(({ role }) => role === 'compared');
  const ids = tracks.map(({ run, key }) => run?.id ?? key);
  return useMemo(() => {
    slots.current = slotsOf(areCompared ? ids : [], slots.current);
    return tracks.map(({ role, run }, index): TrackLook => {
      const id = ids[index] ?? '';
      if (!areCompared) return { kind: role === 'main' ? 'main' : 'behind' };
      const { name = run?.name ?? '', title = name } = comparison?.runs.find((each) => each.id === id) ?? {};
      return { kind: 'run', id, name, title, slot: slots.current.get(id) ?? 0, isDrawn: !hiddenRuns.includes(id) };
    });
  }, [areCompared, ids.join(), comparison?.runs, hiddenRuns]);
}
