import type { ComponentChildren } from 'preact';
import { figureText } from '../../src/protocol/numberText.js';
import type { Figure } from '../../src/protocol/statistics.js';
import { figureClass } from './columns.js';

interface Props {
  readonly figure: Figure;
  /** Null where it is not measured. */
  readonly value: number | null;
  /** Stands in place of a value. */
  readonly none: string;
  readonly children?: ComponentChildren;
}

/** A measured value; in narrow panels, where the table has no head, its label stands before it. */
export function Measure({ figure, value, none, children }: Props) {
  return (
    <td class={`cell ${figureClass(figure)}${value === null ? ' muted' : ''}`}>
      <span class="cell-label" aria-hidden="true">
        {figure.column}
      </span>
      {children}
      <span class="cell-value">{value === null ? none : figureText(figure, value)}</span>
    </td>
  );
}
