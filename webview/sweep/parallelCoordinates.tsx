import { useMemo } from 'preact/hooks';
import type { SweepView } from '../../src/protocol/dashboard/sweepPart.js';
import { axisScale } from './axisScale.js';
import { worstTone } from './rowTone.js';
import type { SweepColumn } from './sweepColumns.js';
import { hasTrial, type SweepRow } from './sweepRows.js';

const WIDTH = 1000;
const HEIGHT = 200;
/** Of an axis with its marks at least, in pixels: a narrow page scrolls. */
const AXIS_WIDTH = 96;

interface Props {
  readonly sweep: Pick<SweepView, 'best' | 'measure'>;
  readonly rows: readonly SweepRow[];
  readonly columns: readonly SweepColumn[];
  /** Number of the first training of the row that is pointed at; null for none. */
  readonly pointed: number | null;
  onPoint(first: number | null): void;
}

/**
 * An axis for each parameter and each result, and a line through them for each training (A. Inselberg, The plane with parallel coordinates, 1985); of
 * several seeds a line through their means, and a bar from the least to the greatest value. The table below says the same to whoever does not see it.
 */
export function ParallelCoordinates({ sweep, rows, columns, pointed, onPoint }: Props) {
  const { best, measure } = sweep;
  const scales = columns.map((column) => {
    const places = rows.flatMap((row) => [
      ...[column.place(row)].filter((place) => place !== null),
      ...(column.name === 'best' && row.spread ? [row.spread.least, row.spread.greatest] : []),
    ]);
    return axisScale(column, places, column.name === 'best' && measure !== null && !measure.isLargerBetter);
  });
  const xOf = (axis: number): number => axis / Math.max(1, columns.length - 1);
  const yOf = (share: number): number => (1 - share) * HEIGHT;
  const pointsOf = (row: SweepRow): string =>
    columns
      .flatMap((column, axis) => {
        const share = scales[axis]?.share(column.place(row)) ?? null;
        return share === null ? [] : [`${xOf(axis) * WIDTH},${yOf(share)}`];
      })
      .join(' ');
  const measured = columns.findIndex(({ name }) => name === 'best');
  const rangeOf = ({ spread }: SweepRow): string => {
    const ends = spread && spread.count > 1 ? [spread.least, spread.greatest] : [];
    const points = ends.map((end) => scales[measured]?.share(end) ?? null).filter((share) => share !== null);
    return points.map((share) => `${xOf(measured) * WIDTH},${yOf(share)}`).join(' ');
  };
  // What is pointed at, and the best one, are on top.
  const rankOf = (row: SweepRow): number => (row.first === pointed ? 2 : hasTrial(row, best) ? 1 : 0);
  const drawn = rows.filter(({ isBegun }) => isBegun).sort((one, other) => rankOf(one) - rankOf(other));
  return (
    <div class="sweep-frame" aria-hidden="true">
      <div class="sweep-plot" style={{ minWidth: `${(columns.length - 1) * AXIS_WIDTH}px` }}>
        {columns.map(({ name, label, help }, axis) => (
          <span
            key={name}
            class="sweep-axis-name"
            style={{ left: percent(xOf(axis)), maxWidth: `calc(${percent(xOf(1))} - 8px)` }}
            title={help}
          >
            {label}
          </span>
        ))}
        <div class="sweep-lines">
          <svg
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            onPointerMove={({ target }) => onPoint(rowUnder(target))}
            onPointerLeave={() => onPoint(null)}
          >
            {columns.map(({ name }, axis) => (
              <line key={name} class="sweep-axis" x1={xOf(axis) * WIDTH} x2={xOf(axis) * WIDTH} y1={0} y2={HEIGHT} />
            ))}
            {drawn.map((row) => (
              <RowLine
                key={row.first}
                first={row.first}
                points={pointsOf(row)}
                range={rangeOf(row)}
                look={lineClass(row, { best, pointed })}
              />
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

interface LineProps {
  readonly first: number;
  readonly points: string;
  /** Empty for none. */
  readonly range: string;
  readonly look: string;
}

/** Made anew only where it lies elsewhere or looks otherwise. */
const RowLine = ({ first, points, range, look }: LineProps) =>
  useMemo(
    () => (
      <g>
        <polyline class="sweep-reach" data-trial={first} points={points} />
        {range !== '' && <polyline class={`sweep-range-bar ${look}`} points={range} />}
        <polyline class={look} points={points} />
      </g>
    ),
    [first, points, range, look],
  );

function lineClass(
  row: SweepRow,
  { best, pointed }: { readonly best: number | null; readonly pointed: number | null },
): string {
  return [
    'sweep-line',
    `sweep-${worstTone(row.trials) ?? 'neutral'}`,
    ...(hasTrial(row, best) ? ['sweep-best'] : []),
    ...(row.first === pointed ? ['sweep-pointed'] : []),
  ].join(' ');
}

function rowUnder(target: EventTarget | null): number | null {
  const trial = target instanceof SVGElement ? target.dataset.trial : undefined;
  return trial === undefined ? null : Number(trial);
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
