import type { SurfaceView } from '../../src/protocol/dashboard/predictionsPart.js';
import { Axes, type Axis, placeX, placeY, rangeOf } from './axes.js';
import { shapePath } from './classColors.js';
import { surfacePoints } from './surfacePoints.js';

/** What a model of one input makes of it, over its samples. */
export function CurveOverData({ surface }: { readonly surface: SurfaceView }) {
  const { names, range, values } = surface;
  const [low = 0, high = 1] = range;
  const x: Axis = { name: names[0] ?? 'x', low, high };
  const samples = surfacePoints(surface);
  const y: Axis = { name: 'target', ...rangeOf([...values, ...samples.map((sample) => sample.y)]) };
  const step = (high - low) / Math.max(1, values.length - 1);
  const line = [...values].map((value, index) => `${placeX(low + index * step, x)} ${placeY(value, y)}`);
  const dots = samples.map((sample) => shapePath('circle', placeX(sample.x, x), placeY(sample.y, y), 2.5));
  const isWhole = values.every(Number.isFinite);
  return (
    <figure class="predicted-plot">
      <figcaption title="The line is what the model says for each input, the dots are the samples">
        The model over the data
      </figcaption>
      <Axes x={x} y={y} label={`What the model says for inputs from ${low} to ${high}, over ${samples.length} samples`}>
        <path class="plot-dots" d={dots.join('')} />
        {isWhole && <path class="plot-line" d={`M${line.join('L')}`} />}
      </Axes>
    </figure>
  );
}
