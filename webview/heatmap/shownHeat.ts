import { type HeatUpdate, heatRow } from '../../src/protocol/dashboard/heatPart.js';
import type { BatchRange } from '../../src/protocol/dashboard/parts.js';
import type { Track } from '../pageModel.js';

/** The gradient norms over the batches that the page looks at: in detail once that has come, until then cut from all of them. */
export function shownHeat({ heat, zoomDetail }: Pick<Track, 'heat' | 'zoomDetail'>, zoom: BatchRange | null) {
  if (!heat || !zoom) return heat;
  const isOfZoom = zoomDetail?.zoom.from === zoom.from && zoomDetail.zoom.to === zoom.to;
  return (isOfZoom && zoomDetail.heat) || cut(heat, zoom);
}

/** The buckets that have batches of the stretch. */
function cut(heat: HeatUpdate, { from, to }: BatchRange): HeatUpdate {
  const first = Math.min(heat.columns, Math.floor(from / heat.size));
  const columns = Math.max(0, Math.min(heat.columns, Math.ceil(to / heat.size)) - first);
  const rows = heat.columns === 0 ? 0 : heat.values.length / heat.columns;
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    values.set(heatRow(heat, row).subarray(first, first + columns), row * columns);
  }
  return { size: heat.size, from: first, columns, values };
}
