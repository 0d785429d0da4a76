import { runDash } from '../plots/trackLook.js';
import { runColor, useColors } from '../theme/colors.js';

/** A piece of a run's line, as plots draw it. */
export function RunSwatch({ slot }: { readonly slot: number }) {
  const colors = useColors();
  return (
    <svg class="run-swatch" width="32" height="8" aria-hidden="true">
      <line
        x1="1"
        x2="31"
        y1="4"
        y2="4"
        stroke={runColor(colors, slot)}
        stroke-width="2.5"
        stroke-dasharray={runDash(slot).join(' ')}
      />
    </svg>
  );
}
