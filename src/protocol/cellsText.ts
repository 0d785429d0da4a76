/** Whether a file of this name is a notebook: its code stands in the JSON of its cells, so that its own lines are none that a person sees. */
export const isNotebookFile = (file: string): boolean => /\.ipynb$/i.test(file);

/** A place in a notebook within a sentence: `cell 3, line 4`. @param place its cell from 0, its line from 1 */
export const cellWords = ({ cell, line }: { readonly cell: number; readonly line: number }): string =>
  `cell ${cell + 1}, line ${line}`;

/** A code cell of a notebook. */
interface CellText {
  /** Place among all cells of the notebook, from 0. */
  readonly index: number;
  readonly text: string;
}

/** The code cells of a notebook as one text, as editors show them: what cells printed is no part of it. */
export const cellsText = (cells: readonly CellText[]): string =>
  cells.map(({ index, text }) => `# %% cell ${index + 1}\n${text}\n`).join('');

/** The number of the cell, from 1, that a line of such a text is the heading of; null for all other lines. */
export function cellHeaded(line: string): number | null {
  const number = /^# %% cell (\d+)$/.exec(line)?.[1];
  return number === undefined ? null : Number(number);
}
