import { type OutputName, outputOf } from '../../src/protocol/activations.js';
import { heatRow } from '../../src/protocol/dashboard/heatPart.js';
import { type FitView, type GradientMark, type LayerView, layerFigure } from '../../src/protocol/dashboard/parts.js';
import type { FigureName } from '../../src/protocol/statistics.js';
import { heatRows } from '../heatmap/heatRows.js';
import type { Track } from '../pageModel.js';

/** All that a table tells of one layer. */
export interface LayerFacts {
  /** Into the fit's layers. */
  readonly index: number;
  readonly layer: LayerView;
  /** A figure of the weight that stands for it, on the last batch; null where that had no gradient for the layer. */
  readonly figureOf: ((name: FigureName) => number) | null;
  /** A figure of its outputs, as it was measured last; NaN where there is none. */
  readonly outputOf: (name: OutputName) => number;
  /** Its gradient's norm over batches. */
  readonly history: Float32Array | null;
  /** What its gradient needs a look for. */
  readonly mark: GradientMark | null;
  /** What is wrong with its outputs, in a word or two. */
  readonly outputTrouble: string | null;
  /** All that it needs a look for, in sentences. */
  readonly trouble: readonly string[];
}

/** What is known of each layer of a track's fit, in the model's order. */
export function layerFacts(
  fit: FitView,
  { latest, heat, activations, judgement }: Pick<Track, 'latest' | 'heat' | 'activations' | 'judgement'>,
): LayerFacts[] {
  const rows = heatRows(fit);
  const outputs = {
    activations: { latest: activations && { values: activations.layers } },
    ranks: { latest: activations && { values: activations.ranks } },
  };
  return fit.layers.map((layer, index): LayerFacts => {
    const row = rows[index] ?? null;
    const mark = latest?.signs[index] ?? null;
    const { trouble: outputTrouble = null, sentence = '' } = activations?.findings[index] ?? {};
    const findings = judgement?.findings.filter(({ layer: about }) => about?.index === index) ?? [];
    // Had it a gradient, be it NaN?
    const hasGradient = latest && layer.weight !== null && !Number.isNaN(layerFigure(latest, index, 'gradNaNs'));
    return {
      index,
      layer,
      figureOf: hasGradient ? (name) => layerFigure(latest, index, name) : null,
      outputOf: (name) => outputOf(outputs, index, name),
      history: heat && row !== null ? heatRow(heat, row) : null,
      mark,
      outputTrouble,
      trouble: [
        ...(mark ? [`Its gradient: ${mark.words}.`] : []),
        ...(outputTrouble ? [sentence] : []),
        ...findings.map(({ message }) => message),
      ],
    };
  });
}
