import { layerLabel } from '../protocol/layerLabel.js';
import { figureText } from '../protocol/numberText.js';
import { FIGURES, type Figure } from '../protocol/statistics.js';
import type { Fit } from '../runs/types.js';
import { layerValues } from './layerValues.js';
import { alignedRows } from './ownWords.js';
import { placeText } from './placeText.js';

const COLUMNS = FIGURES.filter(({ column }) => column !== undefined);
const HEADINGS = ['layer', 'weight', ...COLUMNS.map(({ column = '' }) => column.toLowerCase()), 'where'];

const cell = (figure: Figure, value: number | null): string => (value === null ? '-' : figureText(figure, value));

/** A fit's layers with the gradient of the weight that stands for each, on the last batch: a title and lines of aligned columns. */
export function summaryTable(fit: Fit): string[] {
  const rows = layerValues(fit).map((values, index) => {
    const location = fit.summary.layers[index]?.location;
    return [
      layerLabel(fit.summary.layers, index),
      values.weight ?? '-',
      ...COLUMNS.map((figure) => cell(figure, values[figure.name])),
      location ? placeText(location) : '-',
    ];
  });
  return [`${fit.summary.name}, fit ${fit.summary.fit}: layers on the last batch`, ...alignedRows([HEADINGS, ...rows])];
}
