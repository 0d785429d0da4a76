import type { ComponentChildren } from 'preact';
import { type ColumnId, columnLabel } from './columns.js';

interface Props {
  readonly id: ColumnId;
  readonly text: string;
  readonly muted: boolean;
  readonly children?: ComponentChildren;
}

/** A measured value; in narrow panels, where the table has no head, its label stands before it. */
export function Measure({ id, text, muted, children }: Props) {
  return (
    <td class={`cell cell-number cell-${id}${muted ? ' muted' : ''}`}>
      <span class="cell-label" aria-hidden="true">
        {columnLabel(id)}
      </span>
      {children}
      <span class="cell-value">{text}</span>
    </td>
  );
}
