import { basename } from 'node:path';
import type { Fit } from '../runs/types.js';
import { layerValues } from './layerValues.js';
import { shortNumber } from './numbers.js';

const HEADINGS = ['layer', 'gradient norm', 'update ratio', 'zeros', 'where'];

/** A fit's layers with their kernel's gradient on the last batch: a title and lines of aligned columns. */
export function summaryTable(fit: Fit): string[] {
  const rows = layerValues(fit).map(({ name, kernelNorm, updateRatio, zeros }, index) => {
    const location = fit.summary.layers[index]?.location;
    return [
      name,
      kernelNorm === null ? '-' : shortNumber(kernelNorm),
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
