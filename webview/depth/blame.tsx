import type { DepthView } from '../../src/protocol/dashboard/depthPart.js';
import type { BlameAnswer } from '../../src/protocol/depth/answers.js';
import { formatCount, formatNumber } from '../../src/protocol/numberText.js';
import { Button } from '../components/toolkit.js';
import { numberText } from '../format/units.js';
import { send } from '../host.js';
import { labelOf } from './layerName.js';
import { Measured } from './measured.js';

type Layers = DepthView['layers'];
type LayerBlame = BlameAnswer['layers'][number];

/** 0 for what is no number. */
const sizeOf = (signal: number): number => (Number.isFinite(signal) ? Math.abs(signal) : 0);

/** The unit of a layer with the largest signal, from 1. */
function mostOf({ units, signals }: LayerBlame): { readonly unit: number; readonly signal: number } {
  const at = signals.reduce((best, signal, index) => (sizeOf(signal) > sizeOf(signals[best] ?? 0) ? index : best), 0);
  return { unit: (units[at] ?? 0) + 1, signal: signals[at] ?? 0 };
}

/** What the lesson comes to, in a sentence. */
export function blameConclusion({ layers, sample, loss }: BlameAnswer, names: Layers): string {
  const hidden = layers.slice(0, -1);
  if (hidden.length === 0) return 'The signal reaches no layer but the last.';
  const blamed = hidden.map((layer) => ({ layer, ...mostOf(layer) }));
  const most = blamed.reduce((best, each) => (sizeOf(each.signal) > sizeOf(best.signal) ? each : best));
  if (sizeOf(most.signal) === 0)
    return `For sample ${sample + 1}, the loss blames no unit: every signal is 0 or no number.`;
  const way = most.signal > 0 ? 'less' : 'more';
  return `For sample ${sample + 1}, with a loss of ${numberText(loss)}, the loss blames unit ${most.unit} of ${labelOf(names, most.layer.layer)} most: it should have put out ${way}.`;
}

/** The signal at each unit of each layer, for one sample: blue is to put out more, orange less, by height too. */
export function Blame({ answer, layers }: { readonly answer: BlameAnswer; readonly layers: Layers }) {
  const { sample, samples } = answer;
  const show = (to: number) => send({ type: 'askDepth', question: { lesson: 'blame', sample: to }, anew: false });
  return (
    <>
      <div class="controls">
        <Button
          label="Previous Sample"
          icon="arrow-left"
          title="Show the sample before this one"
          onClick={() => show((sample + samples - 1) % samples)}
        />
        <Button
          label="Next Sample"
          icon="arrow-right"
          title="Show the sample after this one"
          onClick={() => show((sample + 1) % samples)}
        />
        <span class="muted">
          {formatCount(sample + 1)} of {formatCount(samples)}
        </span>
      </div>
      <table class="depth-table">
        <tbody>
          {answer.layers.map((layer) => (
            <BlameRow key={layer.layer} blame={layer} label={labelOf(layers, layer.layer)} />
          ))}
        </tbody>
      </table>
      <p class="muted">
        One bar per unit: up, it should have put out more for this sample; down, less. Each layer has its own scale.
      </p>
    </>
  );
}

const BAR = 6;
const HALF = 14;

function BlameRow({ blame, label }: { readonly blame: LayerBlame; readonly label: string }) {
  const { units, signals, of } = blame;
  const { unit, signal } = mostOf(blame);
  const largest = sizeOf(signal) || 1;
  const width = units.length * BAR;
  return (
    <tr>
      <th scope="row">{label}</th>
      <td class="number">
        <Measured
          text={formatNumber(signal, 2)}
          title={`∂loss/∂output of unit ${unit}, the largest of ${formatCount(of)} by size`}
        />
      </td>
      <td>
        <svg
          class="depth-units"
          style={{ width: `${width}px` }}
          viewBox={`0 0 ${width} ${2 * HALF}`}
          role="img"
          aria-label={`${label}: unit ${unit} is blamed most, ${formatNumber(signal, 2)}`}
        >
          {Array.from(signals, (each, index) => {
            const height = (sizeOf(each) / largest) * (HALF - 1);
            return (
              <rect
                key={units[index]}
                class={each > 0 ? 'depth-less' : 'depth-more'}
                x={index * BAR}
                y={each > 0 ? HALF : HALF - height}
                width={BAR - 1}
                height={Math.max(0.5, height)}
              >
                <title>{`Unit ${(units[index] ?? 0) + 1}: ∂loss/∂output = ${formatNumber(each)}`}</title>
              </rect>
            );
          })}
        </svg>
      </td>
    </tr>
  );
}
