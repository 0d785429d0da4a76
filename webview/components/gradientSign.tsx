import type { GradientMark } from '../../src/protocol/dashboard/parts.js';

interface Props {
  /** Null where the gradient needs no look. */
  readonly mark: GradientMark | null;
}

/** What a layer's gradient needs a look for, in the shape and the color that the editor has for it. */
export function GradientSign({ mark }: Props) {
  if (!mark) return null;
  return (
    <span class={`gradient-sign gradient-${mark.tone}`} title={`The gradient: ${mark.words}`}>
      <span aria-hidden="true">{mark.sign}</span>
      <span class="visually-hidden"> {mark.words}</span>
    </span>
  );
}
