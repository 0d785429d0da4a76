import { FIGURES, type Figure } from '../../src/protocol/statistics.js';

interface Column {
  readonly id: string;
  readonly label: string;
  /** What it means. */
  readonly title: string;
}

const figures = FIGURES.filter(({ column }) => column !== undefined);

/** The figure that the heat map, the trends and their colors are of. */
export const NORM = figures.find(({ name }) => name === 'gradNorm') as Figure;

export const OTHERS = figures.filter((figure) => figure !== NORM);

const columnOf = ({ name, column = '', help }: Figure): Column => ({ id: name, label: column, title: help });

/** The table's columns. */
export const columns: readonly Column[] = [
  { id: 'name', label: 'Layer', title: 'The layer’s name; a click shows its line in the editor' },
  { id: 'class', label: 'Type', title: 'Class and activation' },
  { id: 'shape', label: 'Output shape', title: 'Shape of what the layer gives on; ? is the batch’s size' },
  { id: 'params', label: 'Parameters', title: 'How many numbers the layer has to learn' },
  columnOf(NORM),
  {
    id: 'trend',
    label: 'Trend',
    title:
      'The gradient norm from the first batch to the last, on a logarithmic scale of its own, at least two decades high',
  },
  ...OTHERS.map(columnOf),
];
