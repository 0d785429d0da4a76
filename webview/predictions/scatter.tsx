import type { NumbersView } from '../../src/protocol/dashboard/predictionsPart.js';
import { Axes, type Axis, PLOT, placeX, placeY, rangeOf } from './axes.js';
import { shapePath } from './classColors.js';

/** What the model says over what it should say: on the line it is right. */
export function Scatter({ view: { truth, predicted, summary } }: { readonly view: NumbersView }) {
  const range = rangeOf([...truth, ...predicted]);
  const x: Axis = { name: 'target', ...range };
  const y: Axis = { name: 'prediction', ...range };
  const dots = [...truth].map((value, index) =>
    shapePath('circle', placeX(value, x), placeY(predicted[index] ?? Number.NaN, y), 2.5),
  );
  return (
    <figure class="predicted-plot">
      <figcaption title="Each dot is a sample; on the line, prediction and target are the same">
        Predicted against true
      </figcaption>
      <Axes x={x} y={y} label={`Predictions over targets, ${truth.length} dots. ${summary}`}>
        <path class="plot-ideal" d={`M0 ${PLOT.height}L${PLOT.width} 0`} />
        <path class="plot-dots" d={dots.join('')} />
      </Axes>
    </figure>
  );
}
