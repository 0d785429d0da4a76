import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { SurfaceView } from '../../src/protocol/dashboard/predictionsPart.js';
import { formatCount, formatNumber } from '../../src/protocol/numberText.js';
import { useColors } from '../theme/colors.js';
import { paintedColor } from '../theme/paintedColor.js';
import { cssColor, mix, type Rgb } from '../theme/rgb.js';
import { Axes, type Axis, endsOf, placeX, placeY } from './axes.js';
import { classColors, shapeOf, shapePath } from './classColors.js';
import { type SurfacePoint, surfacePoints } from './surfacePoints.js';

/** Classes that the legend has room for. */
const LEGEND_CLASSES = 10;

interface Props {
  readonly surface: SurfaceView;
  /** Of its classes; null for numbers. */
  readonly classes: readonly string[] | null;
  readonly summary: string;
}

/** What a model of two inputs makes of all that lie around its samples, as a map with the samples on it. */
export function Surface({ surface, classes, summary }: Props) {
  const colors = useColors();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { names, range, values } = surface;
  const points = useMemo(() => surfacePoints(surface), [surface]);
  const [lowX = 0, highX = 1, lowY = 0, highY = 1] = range;
  const x: Axis = { name: names[0] ?? 'x₁', low: lowX, high: highX };
  const y: Axis = { name: names[1] ?? 'x₂', low: lowY, high: highY };
  const side = Math.sqrt(values.length);
  // What the model says, and what it should say.
  const ends = useMemo(() => endsOf([...values, ...points.map(({ truth }) => truth)]) ?? ([0, 1] as const), [surface]);
  const scale = useMemo(() => {
    const palette = classColors(colors, classes?.length ?? 2);
    return { palette, ground: paintedColor(colors.background), ends };
  }, [colors, classes?.length, ends]);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = new ImageData(side, side);
    for (const at of values.keys()) {
      const [column, row] = [at % side, Math.floor(at / side)];
      const color = cellColor(surface, at, scale, classes?.length ?? null);
      image.data.set([...color, 255], ((side - 1 - row) * side + column) * 4);
    }
    context.putImageData(image, 0, 0);
  }, [surface, scale, classes?.length, side]);
  const signs = useMemo(() => signPaths(points, x, y, classes === null, scale.ends), [points, range, classes === null]);
  const [low, high] = scale.ends;
  return (
    <figure class="predicted-plot">
      <figcaption
        title={
          classes
            ? 'Color: the class that the model says for each pair of inputs, paler the less sure it is. Signs: the samples, by the class that they are; a ring marks those it gets wrong'
            : 'Color: what the model says for each pair of inputs. Signs: the samples, in the color of what they should be'
        }
      >
        {classes ? 'Decision surface' : 'The model over the data'}
      </figcaption>
      <Axes
        x={x}
        y={y}
        label={`What the model says for ${x.name} from ${formatNumber(lowX)} to ${formatNumber(highX)} and ${y.name} from ${formatNumber(lowY)} to ${formatNumber(highY)}, with ${points.length} samples. ${summary}`}
        behind={<canvas ref={canvas} width={side} height={side} />}
      >
        {signs.map(({ sign, path }) => (
          <path
            key={sign}
            class="plot-sign"
            style={{ fill: signColor(sign, scale.palette, classes === null) }}
            d={path}
          />
        ))}
        <path class="plot-ring" d={classes ? wrongPath(points, x, y) : ''} />
      </Axes>
      <p class="surface-legend" aria-hidden="true">
        {classes ? (
          classes.slice(0, LEGEND_CLASSES).map((name, index) => (
            <span key={name}>
              <svg class="sign" viewBox="-7 -7 14 14" aria-hidden="true">
                <path
                  style={{ fill: cssColor(scale.palette[index] ?? [128, 128, 128]) }}
                  d={shapePath(shapeOf(index), 0, 0, 5)}
                />
              </svg>
              {name}
            </span>
          ))
        ) : (
          <>
            <span>{formatNumber(low)}</span>
            <span
              class="surface-scale"
              style={{
                background: `linear-gradient(to right, ${[1, 0].map((end) => cssColor(scale.palette[end] ?? [0, 0, 0])).join(`, ${cssColor(scale.ground)}, `)})`,
              }}
            />
            <span>{formatNumber(high)}</span>
          </>
        )}
        {classes && classes.length > LEGEND_CLASSES && (
          <span class="muted">and {formatCount(classes.length - LEGEND_CLASSES)} more</span>
        )}
      </p>
    </figure>
  );
}

interface Scale {
  readonly palette: readonly Rgb[];
  readonly ground: Rgb;
  /** Of numbers the ends of their colors. */
  readonly ends: readonly [number, number];
}

/** The least that a class is painted with, where the model is not sure at all, and what it is painted with where it is. */
const PALEST = 0.12;
const FULL = 0.55;

function cellColor({ values, sure }: SurfaceView, at: number, scale: Scale, classes: number | null): Rgb {
  const value = values[at] ?? Number.NaN;
  if (!Number.isFinite(value)) return scale.ground;
  if (classes === null) return numberColor(value, scale);
  const chance = 1 / Math.max(2, classes);
  const extent = Math.max(0, ((sure?.[at] ?? 1) - chance) / (1 - chance));
  return mix(scale.ground, scale.palette[value] ?? scale.ground, PALEST + (FULL - PALEST) * extent);
}

/** From one color over the ground to the other. */
export function numberColor(value: number, { palette, ground, ends: [low, high] }: Scale): Rgb {
  const place = Math.max(-1, Math.min(1, ((value - low) / (high - low || 1)) * 2 - 1));
  return mix(ground, palette[place < 0 ? 1 : 0] ?? ground, Math.abs(place) * 0.8);
}

/** Steps of a number's color that its samples are drawn in. */
const TONES = 8;

const signColor = (sign: number, palette: readonly Rgb[], areNumbers: boolean): string => {
  if (!areNumbers) return cssColor(palette[sign] ?? [128, 128, 128]);
  const place = (sign / (TONES - 1)) * 2 - 1;
  return cssColor(mix([128, 128, 128], palette[place < 0 ? 1 : 0] ?? [128, 128, 128], Math.abs(place)));
};

function signPaths(
  points: readonly SurfacePoint[],
  x: Axis,
  y: Axis,
  areNumbers: boolean,
  [low, high]: readonly [number, number],
): { readonly sign: number; readonly path: string }[] {
  const paths = new Map<number, string>();
  for (const { x: px, y: py, truth } of points) {
    const sign = areNumbers ? Math.round(((truth - low) / (high - low || 1)) * (TONES - 1)) : truth;
    const shape = areNumbers ? 'circle' : shapeOf(sign);
    paths.set(sign, (paths.get(sign) ?? '') + shapePath(shape, placeX(px, x), placeY(py, y), 3.5));
  }
  return [...paths].map(([sign, path]) => ({ sign, path }));
}

/** Around the samples that are taken for another class. */
function wrongPath(points: readonly SurfacePoint[], x: Axis, y: Axis): string {
  return points
    .filter(({ truth, predicted }) => truth !== predicted)
    .map((point) => shapePath('circle', placeX(point.x, x), placeY(point.y, y), 6))
    .join('');
}
