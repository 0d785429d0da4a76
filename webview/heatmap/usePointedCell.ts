import { useState } from 'preact/hooks';

/** A cell of the heat map by layer and bucket. */
export interface Cell {
  readonly layer: number;
  readonly column: number;
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The cell that the pointer or the arrow keys point at. */
export function usePointedCell(layers: number, columns: number) {
  const [cell, setCell] = useState<Cell | null>(null);
  const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
  const point = (event: PointerEvent): void => {
    if (!(event.currentTarget instanceof Element)) return;
    const box = event.currentTarget.getBoundingClientRect();
    setCell({
      layer: within(Math.floor(((event.clientY - box.top) / box.height) * layers), layers),
      column: within(Math.floor(((event.clientX - box.left) / box.width) * columns), columns),
    });
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setCell(null);
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    setCell((old) => ({
      layer: old ? within(old.layer + move[0], layers) : 0,
      column: old ? within(old.column + move[1], columns) : columns - 1,
    }));
  };
  const shown = cell && cell.layer < layers && cell.column < columns ? cell : null;
  return { cell: shown, point, press, leave: () => setCell(null) };
}
