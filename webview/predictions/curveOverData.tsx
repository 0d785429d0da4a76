import type { SurfaceView } from '../../src/protocol/dashboard/predictionsPart.js';
import { Axes, type Axis, placeX, placeY, rangeOf } from './axes.js';
import { shapePath } from './classColors.js';

/** Values that belong to a sample: where it is, then what it should be and what it is. */
const POINT = 4;

/** What a model of one input makes of it, over its samples. */
export function CurveOverData({ surface: { names, range, values, points } }: { readonly surface: SurfaceView }) {
  const [low = 0, high = 1] = range;
  const x: Axis = { name: names[0] ?? 'x', low, high };
  const targets = points.filter((_, index) => index % POINT === 1);
  const y: Axis = { name: 'target', ...rangeOf([...values, ...targets]) };
  const step = (high - low) / Math.max(1, values.length - 1);
  const line = [...values].map((value, index) => `${placeX(low + index * step, x)} ${placeY(value, y)}`);
  const dots = [...targets].map((target, index) =>
    shapePath('circle', placeX(points[index * POINT] ?? Number.NaN, x), placeY(target, y), 2.5),
  );
  const isWhole = values.every(Number.isFinite);
  return (
    <figure class="predicted-plot">
      <figcaption title="The line is what the model says for each input, the dots are the samples">
        The model over the data
      </figcaption>
      <Axes x={x} y={y} label={`What the model says for inputs from ${low} to ${high}, over ${targets.length} samples`}>
        <path class="plot-dots" d={dots.join('')} />
        {isWhole && <path class="plot-line" d={`M${line.join('L')}`} />}
      </Axes>
    </figure>
  );
}
