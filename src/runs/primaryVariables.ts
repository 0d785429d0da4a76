import type { FitSummary } from '../protocol/fit.js';

/**
 * For each layer the index of the variable whose gradient stands for it: its kernel, else its first recorded variable
 * (an embedding's `embeddings`, a normalization's `gamma`); null where nothing of the layer is recorded.
 */
export function primaryVariables(summary: Pick<FitSummary, 'layers' | 'variables'>): (number | null)[] {
  return summary.layers.map((_, layer) => {
    const own = summary.variables
      .map((variable, index) => ({ ...variable, index }))
      .filter((each) => each.layer === layer);
    return (own.find((each) => each.weight === 'kernel') ?? own[0])?.index ?? null;
  });
}
