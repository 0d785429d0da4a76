import { formatCount, formatNumber } from '../../src/protocol/numberText.js';
import { PointTip, usePointedCell } from '../components/pointedCell.js';
import { Button } from '../components/toolkit.js';
import { useWidth } from '../components/watchElement.js';
import { batchesText } from '../format/batches.js';
import { type Domain, scalePosition } from '../heatmap/normScale.js';
import { useDomain } from '../heatmap/useDomain.js';
import type { Track } from '../pageModel.js';
import { runDash, type TrackLook } from '../plots/trackLook.js';
import { type Colors, runColor, useColors } from '../theme/colors.js';
import { type DepthLine, depthLine, lineText, nameOf, shrinkText } from './depthLines.js';

const HEIGHT = 200;
/** Numbers beside the y axis at most. */
const MOST_TICKS = 6;
/** A layer's number below the x axis has so much room at least. */
const LABEL_WIDTH = 22;

interface Props {
  readonly tracks: readonly Track[];
  readonly looks: readonly TrackLook[];
  /** The batch that is looked back on, from 0; null for the last one. */
  readonly past: number | null;
  onPast(step: number | null): void;
}

/** The gradient norm of each layer against its depth, of all runs in one plot, at a batch that a person picks. */
export function DepthPlot({ tracks, looks, past, onPast }: Props) {
  const drawn = tracks.flatMap((track, index) => {
    const look = looks[index];
    return look && !(look.kind === 'run' && !look.isDrawn) ? [{ track, look }] : [];
  });
  const domain = useDomain(drawn.map(({ track }) => track));
  const most = Math.max(1, tracks[0]?.progress?.batches ?? 0);
  const at = past === null ? null : past + 1;
  const lines = drawn.flatMap(({ track, look }) => depthLine(track, look, at) ?? []);
  if (lines.length === 0) return null;
  const place = at === null ? 'At the last batch of each run' : `At batch ${formatCount(at)}`;
  return (
    <figure class="by-depth" aria-label="Gradient norm by depth">
      <p class="summary">
        {place}, the first layer’s gradient against the last layer’s: {lines.map(shrinkText).join('; ')}.
      </p>
      <label
        class="by-depth-batch"
        title="The batch whose gradients are drawn, here and in the layers below; a run that has not come so far is drawn at its last batch"
      >
        <span class="muted">Batch drawn</span>
        <input
          type="range"
          min="1"
          max={most}
          value={at ?? most}
          onInput={({ currentTarget }) => {
            const batch = Number(currentTarget.value);
            onPast(batch >= most ? null : batch - 1);
          }}
        />
        <output>{at === null ? `${formatCount(most)} (last)` : formatCount(at)}</output>
        {at !== null && (
          <Button label="Last" title="Show the last batch again, and what comes" onClick={() => onPast(null)} />
        )}
      </label>
      <Picture lines={lines} domain={domain} place={place} />
    </figure>
  );
}

interface PictureProps {
  readonly lines: readonly DepthLine[];
  readonly domain: Domain;
  readonly place: string;
}

function Picture({ lines, domain, place }: PictureProps) {
  const [frame, width] = useWidth();
  const colors = useColors();
  const depth = Math.max(...lines.map(({ layers }) => layers.length));
  const { cell, point, press, leave } = usePointedCell(1, depth);
  const toX = (layer: number): number => ((layer + 0.5) / depth) * width;
  const toY = (norm: number): number | null => {
    const position = scalePosition(norm, domain);
    return position === null ? null : (1 - position) * (HEIGHT - 12) + 6;
  };
  const every = Math.max(1, Math.ceil((depth * LABEL_WIDTH) / Math.max(1, width)));
  return (
    <div class="by-depth-picture">
      <div class="by-depth-ticks" aria-hidden="true" style={{ height: `${HEIGHT}px` }}>
        {ticks(domain).map((exponent) => (
          <span key={exponent} style={{ top: `${toY(10 ** exponent)}px` }}>
            1e{exponent}
          </span>
        ))}
      </div>
      <div class="by-depth-frame" ref={frame}>
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: keys read values off the picture, as they do of the plots.
          tabIndex={0}
          aria-label={`${place}: ${lines.map(lineText).join('; ')}. Use the arrow keys to read single layers.`}
          onPointerMove={point}
          onPointerLeave={leave}
          onKeyDown={press}
          onBlur={leave}
        >
          {ticks(domain).map((exponent) => (
            <line
              key={exponent}
              class="by-depth-grid"
              x1="0"
              x2={width}
              y1={toY(10 ** exponent) ?? 0}
              y2={toY(10 ** exponent) ?? 0}
            />
          ))}
          {lines.toReversed().map((line) => (
            <Line key={keyOf(line)} line={line} look={strokeOf(line.look, colors)} toX={toX} toY={toY} />
          ))}
        </svg>
        {cell && <Tip lines={lines} layer={cell.column} depth={depth} />}
      </div>
      <div class="by-depth-layers" aria-hidden="true">
        {Array.from({ length: depth }, (_, layer) => (
          <span key={layer}>{layer % every === 0 ? layer + 1 : ''}</span>
        ))}
      </div>
      <div class="by-depth-axis muted" aria-hidden="true">
        layers with weights that learn, from the input
      </div>
    </div>
  );
}

const keyOf = ({ look }: DepthLine): string => (look.kind === 'run' ? look.id : look.kind);

/** Whole powers of ten, no more than there is room for. */
function ticks({ low, high }: Domain): number[] {
  const every = Math.max(1, Math.ceil((high - low) / MOST_TICKS));
  return Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, index) => high - index * every);
}

interface Stroke {
  readonly color: string;
  readonly dash: string;
}

function strokeOf(look: TrackLook, colors: Colors): Stroke {
  if (look.kind === 'run') return { color: runColor(colors, look.slot), dash: runDash(look.slot).join(' ') };
  return look.kind === 'main' ? { color: colors.training, dash: '' } : { color: colors.behind, dash: '6 4' };
}

interface LineProps {
  readonly line: DepthLine;
  readonly look: Stroke;
  toX(layer: number): number;
  /** Null for what a logarithmic axis has no place for. */
  toY(norm: number): number | null;
}

/** What has no place on the axis, zero and what is no number, is a gap with a cross at the bottom. */
function Line({ line: { layers }, look: { color, dash }, toX, toY }: LineProps) {
  const points = layers.map(({ norm }, layer) => ({ x: toX(layer), y: toY(norm) }));
  let path = '';
  for (const [index, { x, y }] of points.entries()) {
    if (y !== null) path += `${points[index - 1]?.y == null ? 'M' : 'L'}${x} ${y}`;
  }
  return (
    <g stroke={color} fill={color}>
      <path d={path} fill="none" stroke-width="2" stroke-dasharray={dash} />
      {points.map(({ x, y }) =>
        y === null ? (
          <path key={x} d={`M${x - 4} ${HEIGHT - 9}l8 8m0 -8l-8 8`} fill="none" stroke-width="1.5" />
        ) : (
          <circle key={x} cx={x} cy={y} r="2.5" stroke="none" />
        ),
      )}
    </g>
  );
}

interface TipProps {
  readonly lines: readonly DepthLine[];
  readonly layer: number;
  readonly depth: number;
}

/** The norms of all runs at one depth. */
function Tip({ lines, layer, depth }: TipProps) {
  return (
    <PointTip across={(layer + 0.5) / depth} down={0.5}>
      {lines.map((line) => {
        const there = line.layers[layer];
        return (
          <span key={keyOf(line)}>
            <strong>{nameOf(line.look)}</strong>{' '}
            {there ? `${there.label} ‖∇‖ ${formatNumber(there.norm)}` : 'has no such layer'}{' '}
            <span class="muted">{batchesText(line.first, line.last)}</span>
          </span>
        );
      })}
    </PointTip>
  );
}
