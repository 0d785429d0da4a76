import { useMemo } from 'preact/hooks';
import type { SweepView, SweptTrial } from '../../src/protocol/dashboard/sweepPart.js';
import { axisScale } from './axisScale.js';
import type { SweepColumn } from './sweepColumns.js';

const WIDTH = 1000;
const HEIGHT = 200;
/** Of an axis with its marks at least, in pixels: a narrow page scrolls. */
const AXIS_WIDTH = 96;

interface Props {
  readonly sweep: SweepView;
  readonly columns: readonly SweepColumn[];
  /** Number of the trial that is pointed at; null for none. */
  readonly pointed: number | null;
  onPoint(trial: number | null): void;
}

/**
 * An axis for each parameter and each result, and a line through them for each training (A. Inselberg, The plane with parallel coordinates, 1985). The
 * table below says the same to whoever does not see it.
 */
export function ParallelCoordinates({ sweep, columns, pointed, onPoint }: Props) {
  const { trials, best, measure } = sweep;
  const scales = columns.map((column) => {
    const places = trials.map((trial) => column.place(trial)).filter((place) => place !== null);
    return axisScale(column, places, column.name === 'best' && measure !== null && !measure.isLargerBetter);
  });
  const xOf = (axis: number): number => axis / Math.max(1, columns.length - 1);
  const pointsOf = (trial: SweptTrial): string =>
    columns
      .flatMap((column, axis) => {
        const share = scales[axis]?.share(column.place(trial)) ?? null;
        return share === null ? [] : [`${xOf(axis) * WIDTH},${(1 - share) * HEIGHT}`];
      })
      .join(' ');
  // What is pointed at, and the best one, are on top.
  const rankOf = ({ trial }: SweptTrial): number => (trial === pointed ? 2 : trial === best ? 1 : 0);
  const drawn = trials.filter(({ status }) => status !== 'waiting').sort((one, other) => rankOf(one) - rankOf(other));
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
            {drawn.map((trial) => (
              <TrialLine
                key={trial.trial}
                trial={trial.trial}
                points={pointsOf(trial)}
                look={lineClass(trial, { best, pointed })}
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
  readonly trial: number;
  readonly points: string;
  readonly look: string;
}

/** Made anew only where it lies elsewhere or looks otherwise. */
const TrialLine = ({ trial, points, look }: LineProps) =>
  useMemo(
    () => (
      <g>
        <polyline class="sweep-reach" data-trial={trial} points={points} />
        <polyline class={look} points={points} />
      </g>
    ),
    [trial, points, look],
  );

function lineClass(
  { trial, status, verdict }: SweptTrial,
  { best, pointed }: { readonly best: number | null; readonly pointed: number | null },
): string {
  const tone = status === 'failed' || status === 'broken' ? 'error' : (verdict?.tone ?? 'neutral');
  return [
    'sweep-line',
    `sweep-${tone}`,
    ...(trial === best ? ['sweep-best'] : []),
    ...(trial === pointed ? ['sweep-pointed'] : []),
  ].join(' ');
}

function trialUnder(target: EventTarget | null): number | null {
  const trial = target instanceof SVGElement ? target.dataset.trial : undefined;
  return trial === undefined ? null : Number(trial);
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
