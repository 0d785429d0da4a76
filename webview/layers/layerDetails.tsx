import type { LayerSamples, LayerView } from '../../src/protocol/dashboard/parts.js';
import { figureText } from '../../src/protocol/numberText.js';
import { FIGURES, type FigureName } from '../../src/protocol/statistics.js';
import { histogramStream } from '../../src/protocol/streams/histograms.js';
import { GradientHistogram } from './gradientHistogram.js';
import { columns } from './layerColumns.js';

interface Props {
  readonly layer: LayerView;
  /** Figures of the last batch; null where it had no gradient for the layer. */
  readonly figureOf: ((name: FigureName) => number) | null;
  /** The batch that is looked back on, from 0; null for the last one. */
  readonly past: number | null;
  /** What there is of a sampled stream. */
  samplesOf(stream: string): LayerSamples | null;
}

const SUBJECTS = ['gradient', 'weights'] as const;

/** All that is known of a layer's weight and of its gradient. */
export function LayerDetails({ layer, figureOf, past, samplesOf }: Props) {
  const histograms = samplesOf(histogramStream.name);
  return (
    <tr class="layer-details">
      <td colSpan={columns.length}>
        {histograms && histograms.steps.length > 0 && (
          <GradientHistogram
            steps={histograms.steps}
            counts={histograms.values}
            weight={layer.weight ?? ''}
            past={past}
          />
        )}
        {SUBJECTS.map((subject) => (
          <dl key={subject} class="figures" aria-label={`${layer.weight}, ${subject}`}>
            {FIGURES.filter(({ of }) => of === subject).map((figure) => (
              <div key={figure.name} title={figure.help}>
                <dt>{figure.label}</dt>
                <dd>{figureOf ? figureText(figure, figureOf(figure.name)) : '–'}</dd>
              </div>
            ))}
          </dl>
        ))}
      </td>
    </tr>
  );
}
