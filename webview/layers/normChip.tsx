import { cellColor } from '../heatmap/cellColor.js';
import type { Domain } from '../heatmap/scale.js';
import { useColors } from '../theme/useColors.js';

/** The norm's color in the heat map, beside its value. */
export function NormChip({ norm, domain }: { readonly norm: number; readonly domain: Domain }) {
  const background = cellColor(norm, domain, useColors());
  return <span class="swatch" aria-hidden="true" style={{ background }} />;
}
