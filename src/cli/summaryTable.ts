import { basename } from 'node:path';
import type { Fit } from '../runs/types.js';
import { layerValues } from './layerValues.js';
import { shortNumber } from './numbers.js';

const HEADINGS = ['layer', 'weight', 'gradient norm', 'update ratio', 'zeros', 'where'];

/** A fit's layers with the gradient of the weight that stands for each, on the last batch: a title and lines of aligned columns. */
export function summaryTable(fit: Fit): string[] {
  const rows = layerValues(fit).map(({ name, weight, gradNorm, updateRatio, zeros }, index) => {
    const location = fit.summary.layers[index]?.location;
    return [
      name,
      weight ?? '-',
      gradNorm === null ? '-' : shortNumber(gradNorm),
      updateRatio === null ? '-' : shortNumber(updateRatio),
      zeros === null ? '-' : `${Math.round(zeros * 100)} %`,
      location ? `${basename(location.file)}:${location.line}` : '-',
    ];
  });
  const table = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_heading, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [`${fit.summary.name}, fit ${fit.summary.fit}: layers on the last batch`, ...lines];
}
