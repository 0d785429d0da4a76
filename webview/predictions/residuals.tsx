import type { NumbersView } from '../../src/protocol/dashboard/predictionsPart.js';
import { formatCount, formatCounted, formatNumber } from '../../src/protocol/numberText.js';
import { Axes, type Axis, PLOT, placeX, placeY } from './axes.js';

const BINS = 25;

/** How the errors are spread: around 0, and as far to one side as to the other where nothing is left to learn. */
export function Residuals({ view: { truth, predicted } }: { readonly view: NumbersView }) {
  const errors = [...truth].map((value, index) => (predicted[index] ?? Number.NaN) - value);
  const most = errors.reduce((far, error) => Math.max(far, Math.abs(error)), 0) || 1;
  const bins = new Array<number>(BINS).fill(0);
  for (const error of errors) {
    const bin = Math.min(BINS - 1, Math.floor(((error + most) / (2 * most)) * BINS));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const x: Axis = { name: 'prediction − target', low: -most, high: most };
  const y: Axis = { name: 'samples', low: 0, high: Math.max(1, ...bins), format: formatCount };
  const edge = (bin: number) => -most + (2 * most * bin) / BINS;
  const text = (bin: number, count: number) =>
    `${formatCounted(count, 'sample')} off by ${formatNumber(edge(bin))} to ${formatNumber(edge(bin + 1))}`;
  const fullest = bins.indexOf(y.high);
  return (
    <figure class="predicted-plot">
      <figcaption title="Error = prediction − target; right of the line the model says too much, left of it too little">
        Errors
      </figcaption>
      <Axes
        x={x}
        y={y}
        label={`Histogram of the errors: at most ${formatNumber(most)} off; most, ${text(fullest, y.high)}`}
      >
        {bins.map((count, bin) => {
          const left = placeX(edge(bin), x);
          const top = placeY(count, y);
          return (
            <rect
              key={edge(bin)}
              class="plot-bar"
              x={left + 0.5}
              y={top}
              width={PLOT.width / BINS - 1}
              height={PLOT.height - top}
            >
              <title>{text(bin, count)}</title>
            </rect>
          );
        })}
        <path class="plot-ideal" d={`M${placeX(0, x)} 0V${PLOT.height}`} />
      </Axes>
    </figure>
  );
}
