import { heatRow } from '../../src/protocol/dashboard/heatPart.js';
import { formatNumber, formatTimes } from '../../src/protocol/numberText.js';
import type { Track } from '../pageModel.js';
import type { TrackLook } from '../plots/trackLook.js';

/** The gradient of a run's layers at one batch, from the first layer that has one to the last. */
export interface DepthLine {
  readonly look: TrackLook;
  readonly layers: readonly { readonly label: string; readonly norm: number }[];
  /** Batches, from 1, whose mean the norms are; the run's last ones where it has not come as far. */
  readonly first: number;
  readonly last: number;
}

/** @param batch from 1; null for the last one that there is. @returns null before the first batch */
export function depthLine(
  { fit, heat, progress }: Pick<Track, 'fit' | 'heat' | 'progress'>,
  look: TrackLook,
  batch: number | null,
): DepthLine | null {
  if (!fit || !heat || heat.columns === 0) return null;
  const wanted = batch === null ? heat.columns - 1 : Math.floor((batch - 1) / heat.size);
  const column = Math.max(0, Math.min(heat.columns - 1, wanted));
  const measured = fit.layers.filter(({ weight }) => weight !== null);
  const first = column * heat.size + 1;
  return {
    look,
    layers: measured.map(({ label }, row) => ({ label, norm: heatRow(heat, row)[column] ?? Number.NaN })),
    first,
    last: Math.max(first, Math.min(first + heat.size - 1, progress?.batches ?? first)),
  };
}

/** What a run is called in sentences. */
export const nameOf = (look: TrackLook): string =>
  look.kind === 'run' ? `run ${look.slot + 1}` : look.kind === 'main' ? 'this run' : 'the last run';

/** How a run's first layer compares with its last, in half a sentence. */
export function shrinkText({ look, layers }: DepthLine): string {
  const [first, last] = [layers[0]?.norm ?? Number.NaN, layers.at(-1)?.norm ?? Number.NaN];
  if (!(Number.isFinite(first) && Number.isFinite(last)) || layers.length < 2) return `${nameOf(look)}: not known`;
  if (first === 0) return `${nameOf(look)}: no gradient at all`;
  const times = last / first;
  const how = times >= 1 ? `${formatTimes(times)} times smaller` : `${formatTimes(1 / times)} times larger`;
  return `${nameOf(look)}: ${how}`;
}

/** The line in words. */
export const lineText = ({ look, layers }: DepthLine): string =>
  `${look.kind === 'run' ? `${nameOf(look)}, ${look.name}` : nameOf(look)}: ${layers
    .map(({ label, norm }) => `${label} ${formatNumber(norm)}`)
    .join(', ')}`;
