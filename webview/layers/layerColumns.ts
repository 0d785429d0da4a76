import { FIGURES, type Figure } from '../../src/protocol/statistics.js';

interface Column {
  /** Of the style sheet. */
  readonly name: string;
  readonly label: string;
  /** What it means. */
  readonly title: string;
}

const figures = FIGURES.filter(({ column }) => column !== undefined);

/** The figure that the heat map, the trends and their colors are of. */
export const NORM = figures.find(({ name }) => name === 'gradNorm') as Figure;

export const OTHERS = figures.filter((figure) => figure !== NORM);

/** The norm has a place of its own; the others follow each other. */
export const figureClass = (figure: Figure): string => (figure === NORM ? 'cell-norm' : 'cell-figure');

const columnOf = (figure: Figure): Column => {
  return { name: figureClass(figure), label: figure.column ?? '', title: figure.help };
};

/** The table's columns. */
export const columns: readonly Column[] = [
  {
    name: 'cell-name',
    label: 'Layer',
    title: 'Position, class, units, and activation. Click a layer to show its line in the editor',
  },
  { name: 'cell-shape', label: 'Output shape', title: 'Shape of the layer’s output; ? is the batch size' },
  { name: 'cell-params', label: 'Parameters', title: 'Number of parameters that the layer learns' },
  columnOf(NORM),
  {
    name: 'cell-trend',
    label: 'Trend',
    title:
      'Gradient norm from the first batch to the last, on a logarithmic scale of its own that spans at least two decades',
  },
  ...OTHERS.map(columnOf),
];
