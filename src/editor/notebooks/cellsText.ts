/** A cell as its text goes into a notebook's file; null where it is no code that models are looked for in. */
export type CellText = string | null;

/**
 * A notebook's file with these cells and nothing else, each line of a cell on a line of its own, so that what reads notebooks reads
 * those that are being edited.
 */
export function cellsText(cells: readonly CellText[]): string {
  const written = cells.map((text) =>
    text === null ? { cell_type: 'markdown', source: [] } : { cell_type: 'code', source: text.split(/(?<=\n)/) },
  );
  return JSON.stringify({ cells: written, metadata: { language_info: { name: 'python' } }, nbformat: 4 }, null, 1);
}
