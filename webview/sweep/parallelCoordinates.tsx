import type { SweepView } from '../../src/protocol/dashboard/sweepPart.js';
import { axisScale } from './axisScale.js';
import type { SweepColumn } from './sweepColumns.js';

const WIDTH = 1000;
const HEIGHT = 200;
/** Of an axis with its marks at least, in pixels: a narrow page scrolls. */
const AXIS_WIDTH = 96;

interface Props {
  readonly sweep: SweepView;
  readonly columns: readonly SweepColumn[];
  /** Index of the trial that is pointed at; null for none. */
  readonly pointed: number | null;
  onPoint(index: number | null): void;
}

/**
 * An axis for each parameter and each result, and a line through them for each training (A. Inselberg, The plane with parallel coordinates, 1985). The
 * table below says the same to whoever does not see it.
 */
export function ParallelCoordinates({ sweep, columns, pointed, onPoint }: Props) {
  const { trials, best, measure } = sweep;
  const indices = trials.map((_, index) => index);
  const scales = columns.map((column) => {
    const places = indices.map((index) => column.place(index)).filter((place) => place !== null);
    return axisScale(column, places, column.name === 'best' && measure !== null && !measure.isLargerBetter);
  });
  const xOf = (axis: number): number => axis / Math.max(1, columns.length - 1);
  const pointsOf = (index: number): string =>
    columns
      .flatMap((column, axis) => {
        const share = scales[axis]?.share(column.place(index)) ?? null;
        return share === null ? [] : [`${xOf(axis) * WIDTH},${(1 - share) * HEIGHT}`];
      })
      .join(' ');
  // What is pointed at, and the best one, are on top.
  const drawn = indices
    .filter((index) => trials[index]?.status !== 'waiting')
    .sort((one, other) => rankOf(one) - rankOf(other));
  function rankOf(index: number): number {
    return index === pointed ? 2 : trials[index]?.trial === best ? 1 : 0;
  }
  return (
    <div class="sweep-frame" aria-hidden="true">
      <div class="sweep-plot" style={{ minWidth: `${(columns.length - 1) * AXIS_WIDTH}px` }}>
        {columns.map(({ name, label, help }, axis) => (
          <span key={name} class="sweep-axis-name" style={{ left: percent(xOf(axis)) }} title={help}>
            {label}
          </span>
        ))}
        <div class="sweep-lines">
          <svg
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            onPointerMove={({ target }) => onPoint(trialUnder(target))}
            onPointerLeave={() => onPoint(null)}
          >
            {columns.map(({ name }, axis) => (
              <line key={name} class="sweep-axis" x1={xOf(axis) * WIDTH} x2={xOf(axis) * WIDTH} y1={0} y2={HEIGHT} />
            ))}
            {drawn.map((index) => (
              <g key={index}>
                <polyline class="sweep-reach" data-index={index} points={pointsOf(index)} />
                <polyline class={lineClass(sweep, index, pointed)} points={pointsOf(index)} />
              </g>
            ))}
          </svg>
          {scales.flatMap(({ marks }, axis) =>
            marks.map(({ share, text }) => (
              <span
                key={`${columns[axis]?.name} ${text}`}
                class="sweep-mark"
                style={{ left: percent(xOf(axis)), top: percent(1 - share) }}
              >
                {text}
              </span>
            )),
          )}
        </div>
      </div>
    </div>
  );
}

function lineClass({ trials, best }: SweepView, index: number, pointed: number | null): string {
  const trial = trials[index];
  const tone = trial?.status === 'failed' || trial?.status === 'broken' ? 'error' : (trial?.verdict?.tone ?? 'neutral');
  return [
    'sweep-line',
    `sweep-${tone}`,
    ...(trial?.trial === best ? ['sweep-best'] : []),
    ...(index === pointed ? ['sweep-pointed'] : []),
  ].join(' ');
}

function trialUnder(target: EventTarget | null): number | null {
  const index = target instanceof SVGElement ? target.dataset.index : undefined;
  return index === undefined ? null : Number(index);
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
