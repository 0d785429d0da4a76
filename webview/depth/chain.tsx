import { useState } from 'preact/hooks';
import type { DepthView } from '../../src/protocol/dashboard/depthPart.js';
import type { ChainAnswer, LayerFactors } from '../../src/protocol/depth/answers.js';
import { formatCounted, formatNumber, formatShare } from '../../src/protocol/numberText.js';
import { numberText } from '../format/units.js';
import { DepthBar } from './depthBar.js';
import { labelOf } from './layerName.js';
import { Measured } from './measured.js';

type Layers = DepthView['layers'];

const productOf = (factors: readonly (number | null)[]): number =>
  factors.reduce<number>((all, factor) => all * (factor ?? 1), 1);

/** What the lesson comes to, in a sentence or two. */
export function chainConclusion({ factors, measured }: ChainAnswer): string {
  if (measured === null) return 'The signal from the loss cannot be followed: it is zero, infinite, or NaN at one end.';
  if (measured === 0) return 'Nothing of the signal from the loss reaches the first layer.';
  const mean = measured ** (1 / Math.max(1, factors.length));
  const arrives = `The signal from the loss arrives at the input ${formatNumber(measured)} times as large: each of ${formatCounted(factors.length, 'layer')} multiplies it by ${formatNumber(mean, 2)} on average.`;
  const bent = productOf(factors.map(({ activation }) => activation));
  const weighed = productOf(factors.map(({ weights }) => weights));
  if (measured >= 0.01) return arrives;
  const who = bent < weighed ? 'the activations' : 'the weights';
  return `${arrives} Most of it is lost in ${who}, whose factors multiply to ${formatNumber(Math.min(bent, weighed))}.`;
}

/** Each layer's two factors, from the loss back to the input, and what is left of the signal behind it. */
export function Chain({ answer, layers }: { readonly answer: ChainAnswer; readonly layers: Layers }) {
  const [open, setOpen] = useState<number | null>(null);
  const { factors, product, measured, atLoss, atInputs, samples } = answer;
  const ends = factors.map(({ leaving }) => leaving ?? 0).filter((norm) => norm > 0);
  const domain = { high: Math.max(atLoss ?? 0, ...ends), low: Math.min(atLoss ?? 1, ...ends) };
  return (
    <>
      <table class="depth-table">
        <thead>
          <tr>
            <th scope="col">From the loss back</th>
            <th
              scope="col"
              class="number"
              title="norm(f′ · δ) / norm(δ): what the slope f′ of the activation leaves of the signal δ"
            >
              activation
            </th>
            <th scope="col" class="number" title="norm(Wᵀ (f′ · δ)) / norm(f′ · δ): what the weights W make of it">
              weights
            </th>
            <th scope="col" title="norm of the signal that the layer passes on; the bar is logarithmic">
              signal passed on
            </th>
          </tr>
        </thead>
        <tbody>
          {factors.map((factor) => (
            <FactorRow
              key={factor.layer}
              factor={factor}
              label={labelOf(layers, factor.layer)}
              domain={domain}
              isOpen={open === factor.layer}
              onToggle={() => setOpen(open === factor.layer ? null : factor.layer)}
            />
          ))}
        </tbody>
      </table>
      <p class="muted">
        All factors multiplied come to{' '}
        <Measured text={numberText(product)} title={`Product of the ${factors.length} layers' factors`} />; measured in
        one pass:{' '}
        <Measured
          text={numberText(measured)}
          title={`norm of the loss's gradient at the input / norm at the output = ${numberText(atInputs)} / ${numberText(atLoss)}, over ${formatCounted(samples, 'sample')}, at the initial weights`}
        />
        .
      </p>
    </>
  );
}

interface RowProps {
  readonly factor: LayerFactors;
  readonly label: string;
  readonly domain: { readonly low: number; readonly high: number };
  readonly isOpen: boolean;
  onToggle(): void;
}

function FactorRow({ factor, label, domain, isOpen, onToggle }: RowProps) {
  const { activation, weights, whole, leaving } = factor;
  const cell = (value: number | null, what: string) => (
    <button
      type="button"
      class={`link depth-factor ${value !== null && value < 0.5 ? 'depth-low' : ''}`}
      aria-expanded={isOpen}
      aria-label={`${label}: ${what} × ${numberText(value, 2)}`}
      title="Show the numbers behind it"
      onClick={onToggle}
    >
      × {numberText(value, 2)}
    </button>
  );
  return (
    <>
      <tr>
        <th scope="row">{label}</th>
        {activation === null ? (
          <td class="number" colSpan={2}>
            {cell(whole, 'as a whole')}
          </td>
        ) : (
          <>
            <td class="number">{cell(activation, 'activation')}</td>
            <td class="number">{cell(weights, 'weights')}</td>
          </>
        )}
        <td>
          <SignalBar value={leaving} domain={domain} />
        </td>
      </tr>
      {isOpen && (
        <tr class="depth-behind">
          <td colSpan={4}>
            {behind(factor).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </td>
        </tr>
      )}
    </>
  );
}

/** The numbers that a layer's factors are made of. */
function behind({
  arriving,
  afterActivation,
  leaving,
  activation,
  weights,
  whole,
  slope,
  blocked,
  kernel,
}: LayerFactors): string[] {
  if (activation === null)
    return [
      `norm(signal passed on) / norm(signal that arrives) = ${numberText(leaving)} / ${numberText(arriving)} = ${numberText(whole)}`,
    ];
  const lines = [
    `Activation: norm(f′ · δ) / norm(δ) = ${numberText(afterActivation)} / ${numberText(arriving)} = ${numberText(activation)}`,
    `Weights: norm(Wᵀ (f′ · δ)) / norm(f′ · δ) = ${numberText(leaving)} / ${numberText(afterActivation)} = ${numberText(weights)}`,
  ];
  if (slope !== null && blocked !== null)
    lines.push(
      `The slope f′ is ${numberText(slope)} on average; ${formatShare(blocked)} of the units pass nothing on (f′ = 0).`,
    );
  if (kernel)
    lines.push(
      `W has ${kernel.inputs} × ${kernel.outputs} weights, of ${numberText(kernel.rms)} in size (root mean square).`,
    );
  return lines;
}

function SignalBar({ value, domain: { low, high } }: { value: number | null; domain: RowProps['domain'] }) {
  const range = Math.log10(high) - Math.log10(low) || 1;
  const share = value && value > 0 ? (Math.log10(value) - Math.log10(low)) / range : 0;
  const title = `norm of the signal that the layer passes on: ${numberText(value)}`;
  return <DepthBar share={share} text={numberText(value, 2)} title={title} />;
}
