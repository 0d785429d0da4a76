import { useEffect, useRef, useState } from 'preact/hooks';
import type { UnitsView } from '../../src/protocol/dashboard/predictionsPart.js';
import { formatCount, formatNumber } from '../../src/protocol/numberText.js';
import { Dropdown } from '../components/toolkit.js';
import { useColors } from '../theme/colors.js';
import { paintedColor } from '../theme/paintedColor.js';
import { cssColor } from '../theme/rgb.js';
import { endsOf } from './axes.js';
import { classColors } from './classColors.js';
import { numberColor } from './surface.js';

/** What each unit of a layer makes of all that lie around the samples of a model of two inputs, as the TensorFlow Playground shows it. */
export function UnitSurfaces({ view: { names, range, layers } }: { readonly view: UnitsView }) {
  const [chosen, setChosen] = useState(0);
  const colors = useColors();
  const layer = layers[chosen] ?? layers[0];
  if (!layer) return null;
  const [lowX = 0, highX = 1, lowY = 0, highY = 1] = range;
  const { label, units, shown, values } = layer;
  const points = values.length / shown;
  const [x, y] = [names[0] ?? 'x₁', names[1] ?? 'x₂'];
  const axes = `${x} from ${formatNumber(lowX)} to ${formatNumber(highX)} to the right, ${y} from ${formatNumber(lowY)} to ${formatNumber(highY)} upward`;
  const [above, below] = classColors(colors, 2);
  const scale = [below, null, above].map((color) => (color ? cssColor(color) : colors.background));
  return (
    <section class="units" aria-label="Each unit’s surface">
      <h3 title={`What each unit puts out for each pair of inputs: ${axes}. Each picture has a scale of its own`}>
        Each unit’s surface
      </h3>
      <div class="units-head">
        <Dropdown
          label="Layer whose units are shown"
          value={String(layers.indexOf(layer))}
          options={layers.map((each, index) => ({ value: String(index), label: each.label }))}
          onSelect={(value) => setChosen(Number(value))}
        />
        <span class="surface-legend" title="Each picture’s strongest color is its output farthest from 0">
          <span>below 0</span>
          <span class="surface-scale" style={{ background: `linear-gradient(to right, ${scale.join(', ')})` }} />
          <span>above 0</span>
        </span>
        {shown < units && (
          <span class="muted">
            The first {formatCount(shown)} of {formatCount(units)} units.
          </span>
        )}
      </div>
      <ul class="units-list" aria-label={`Units of ${label}`}>
        {Array.from({ length: shown }, (_, unit) => (
          <Unit key={unit} number={unit + 1} values={values.subarray(unit * points, (unit + 1) * points)} axes={axes} />
        ))}
      </ul>
    </section>
  );
}

interface UnitProps {
  readonly number: number;
  /** Point by point, x fastest. */
  readonly values: Float32Array;
  /** What its axes are, in words. */
  readonly axes: string;
}

function Unit({ number, values, axes }: UnitProps) {
  const colors = useColors();
  const canvas = useRef<HTMLCanvasElement>(null);
  const side = Math.sqrt(values.length);
  const ends = endsOf(values);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const [low, high] = ends ?? [0, 0];
    const most = Math.max(Math.abs(low), Math.abs(high));
    const ground = paintedColor(colors.background);
    const scale = { palette: classColors(colors, 2), ground, ends: [-most, most] as const };
    const image = new ImageData(side, side);
    for (const [at, value] of values.entries()) {
      const [column, row] = [at % side, Math.floor(at / side)];
      const color = most > 0 && Number.isFinite(value) ? numberColor(value, scale) : ground;
      image.data.set([...color, 255], ((side - 1 - row) * side + column) * 4);
    }
    context.putImageData(image, 0, 0);
  }, [values, colors, side]);
  const text = rangeText(ends);
  const name = `Unit ${number}`;
  return (
    <li title={`${name} puts out ${text}: ${axes}`}>
      <canvas ref={canvas} width={side} height={side} role="img" aria-label={`${name}: ${text}`} />
      <span class="unit-text muted" aria-hidden="true">
        <span>{number}</span>
        <span>{text}</span>
      </span>
    </li>
  );
}

function rangeText(ends: readonly [low: number, high: number] | null): string {
  if (!ends) return 'no number';
  const [low, high] = ends;
  return low === high ? `always ${formatNumber(low)}` : `${formatNumber(low)} to ${formatNumber(high)}`;
}
