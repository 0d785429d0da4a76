import { isNotebookFile } from '../../protocol/cellsText.js';
import type { MismatchLayer, MismatchModel } from './types.js';

/** `the last layer (Dense, line 12)`; in a notebook, whose file's lines no person sees, without its line. */
export function layerText(which: string, layer: MismatchLayer | null): string {
  if (!layer) return `the ${which} layer`;
  const { className, location } = layer;
  const hasLine = location && !isNotebookFile(location.file);
  return `the ${which} layer (${className}${hasLine ? `, line ${location.line}` : ''})`;
}

/** `3 classes (cat, dog, horse)`. */
export function classesText(labels: readonly string[]): string {
  const shown = labels.slice(0, 5).map((label) => (label.length > 20 ? `${label.slice(0, 20)}…` : label));
  return `${labels.length} ${labels.length === 1 ? 'class' : 'classes'} (${shown.join(', ')}${labels.length > 5 ? ', …' : ''})`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The last layer that has units: what stands after it does not change how many outputs there are. */
export function outputLayer({ layers }: Pick<MismatchModel, 'layers'>): MismatchLayer | null {
  return layers.findLast(({ units }) => units !== null) ?? layers.at(-1) ?? null;
}

export function firstLayer({ layers }: Pick<MismatchModel, 'layers'>): MismatchLayer | null {
  return layers[0] ?? null;
}
