import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** A cell of a picture that is stretched over its frame. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/** The cell that an arrow key leads to from another one, within the picture; null for other keys. */
export function arrowMove(key: string, { row, column }: Cell, rows: number, columns: number): Cell | null {
  const move = moves[key];
  return move ? { row: within(row + move[0], rows), column: within(column + move[1], columns) } : null;
}

/** The cell that the pointer or the arrow keys point at. */
export function usePointedCell(rows: number, columns: number) {
  const [cell, setCell] = useState<Cell | null>(null);
  const point = (event: PointerEvent): void => {
    if (!(event.currentTarget instanceof Element)) return;
    const box = event.currentTarget.getBoundingClientRect();
    setCell({
      row: within(Math.floor(((event.clientY - box.top) / box.height) * rows), rows),
      column: within(Math.floor(((event.clientX - box.left) / box.width) * columns), columns),
    });
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setCell(null);
    if (!(event.key in moves)) return;
    event.preventDefault();
    setCell((old) => (old ? arrowMove(event.key, old, rows, columns) : { row: 0, column: columns - 1 }));
  };
  const shown = cell && cell.row < rows && cell.column < columns ? cell : null;
  return { cell: shown, point, press, leave: () => setCell(null) };
}

interface Props {
  /** Where in the frame the point is, from its left and its top, 0 to 1. */
  readonly across: number;
  readonly down: number;
  readonly children: ComponentChildren;
}

/** Marks a point of a picture and tells of it, on the side of the point that has room. */
export function PointTip({ across, down, children }: Props) {
  const [left, top] = [`${across * 100}%`, `${down * 100}%`];
  const shift = (part: number): string => (part > 0.5 ? 'calc(-100% - 10px)' : '10px');
  return (
    <>
      <div class="strip-cross" style={{ left, top }} />
      <div class="tip" role="status" style={{ left, top, transform: `translate(${shift(across)}, ${shift(down)})` }}>
        {children}
      </div>
    </>
  );
}
