import { OUTPUT_FIGURES } from '../../src/protocol/activations.js';
import { LAYER_CURVES } from '../../src/protocol/dashboard/layerCurvesPart.js';
import { type Activations, type LayerSamples, sharesOf } from '../../src/protocol/dashboard/parts.js';
import type { SeriesUpdate } from '../../src/protocol/dashboard/seriesPart.js';
import { figureText, formatCount, outputText } from '../../src/protocol/numberText.js';
import { FIGURES } from '../../src/protocol/statistics.js';
import { histogramStream } from '../../src/protocol/streams/histograms.js';
import { Icon } from '../components/icon.js';
import { LinkButton } from '../components/linkButton.js';
import { GradientHistogram } from './gradientHistogram.js';
import type { LayerFacts } from './layerFacts.js';
import { NormCurve } from './normCurve.js';
import { ShareTrend } from './shareTrend.js';

interface Props {
  readonly facts: LayerFacts;
  readonly activations: Activations | null;
  /** How many columns the table has. */
  readonly columns: number;
  /** The batch that is looked back on, from 0; null for the last one. */
  readonly past: number | null;
  /** Norms over the batches that the plots show, as `LAYER_CURVES` has them. */
  readonly curves: readonly SeriesUpdate[];
  /** Batches done. */
  readonly batches: number;
  /** Saves those norms of every batch as a table. */
  onSave(): void;
  /** What there is of a sampled stream. */
  samplesOf(stream: string): LayerSamples | null;
}

/** All that is known of a layer: what it needs a look for, its gradient and weights, and what it puts out. */
export function LayerDetails({ facts, activations, columns, past, curves, batches, onSave, samplesOf }: Props) {
  const { layer, figureOf, outputOf, trouble, index } = facts;
  const histograms = samplesOf(histogramStream.name);
  const isMeasured = !Number.isNaN(outputOf('actZeros'));
  const share = Number.isNaN(outputOf('actSaturated')) ? 'are 0' : 'saturated';
  return (
    <tr class="layer-details">
      <td colSpan={columns}>
        {trouble.length > 0 && (
          <ul class="layer-troubles">
            {trouble.map((sentence) => (
              <li key={sentence}>
                <Icon name="warning" /> {sentence}
              </li>
            ))}
          </ul>
        )}
        {histograms && histograms.steps.length > 0 && (
          <GradientHistogram
            steps={histograms.steps}
            counts={histograms.values}
            weight={layer.weight ?? ''}
            past={past}
          />
        )}
        {curves.length > 0 && (
          <div class="norm-curves">
            {LAYER_CURVES.map((name, at) => {
              const figure = FIGURES.find((each) => each.name === name);
              const curve = curves[at];
              return (
                figure &&
                curve && (
                  <NormCurve
                    key={name}
                    label={name === 'gradNorm' ? 'gradient norm' : figure.label}
                    help={figure.help}
                    curve={curve}
                    batches={batches}
                  />
                )
              );
            })}
          </div>
        )}
        {curves.length > 0 && (
          <p class="layer-share">
            <LinkButton
              text="Save values as CSV"
              title="Norms of the layer’s weights, their gradients, and their updates on every batch of the run"
              onClick={onSave}
            />
          </p>
        )}
        <Figures
          title="Layer"
          figures={[
            { label: 'output shape', help: 'Shape of the layer’s output', text: layer.outputShape },
            { label: 'parameters', help: 'Weights and biases that it keeps', text: formatCount(layer.params) },
            {
              label: 'multiply-adds',
              help: layer.multiplyAdds?.how ?? 'Not known',
              text: layer.multiplyAdds ? formatCount(layer.multiplyAdds.count) : '–',
            },
          ]}
        />
        {layer.weight !== null &&
          (['gradient', 'weights'] as const).map((subject) => (
            <Figures
              key={subject}
              title={subject === 'gradient' ? `Gradient of the ${layer.weight}` : `The ${layer.weight}`}
              figures={FIGURES.filter(({ of }) => of === subject).map((figure) => ({
                label: figure.label,
                help: figure.help,
                text: figureOf ? figureText(figure, figureOf(figure.name)) : '–',
              }))}
            />
          ))}
        {activations && !isMeasured && (
          <p class="muted">Its outputs are not measured: they are not one tensor of numbers.</p>
        )}
        {activations && isMeasured && (
          <>
            <Figures
              title="Outputs"
              figures={OUTPUT_FIGURES.filter(({ isBeside }) => !isBeside).map((figure) => ({
                label: figure.label.toLowerCase(),
                help: figure.help,
                text: outputText(figure, outputOf),
              }))}
            />
            <p class="layer-share">
              <span class="muted">{share === 'are 0' ? 'Share of zeros' : 'Share saturated'} over time, 0 to 100%</span>
              <ShareTrend shares={sharesOf(activations, index)} words={share} />
            </p>
          </>
        )}
      </td>
    </tr>
  );
}

interface FiguresProps {
  readonly title: string;
  readonly figures: readonly { readonly label: string; readonly help: string; readonly text: string }[];
}

function Figures({ title, figures }: FiguresProps) {
  return (
    <section class="figures-group">
      <h3>{title}</h3>
      <dl class="figures" aria-label={title}>
        {figures.map(({ label, help, text }) => (
          <div key={label} title={help}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
