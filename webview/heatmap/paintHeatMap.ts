import type { HeatUpdate } from '../../src/protocol/dashboard/heatPart.js';
import type { Colors } from '../theme/colors.js';
import { paintedColor } from '../theme/paintedColor.js';
import { type Domain, scaleColor, scalePosition } from './normScale.js';

/** Paints a cell for each layer and bucket, then lets the canvas stretch the picture: the cost does not grow with its size. */
export function paintHeatMap(
  canvas: HTMLCanvasElement,
  heat: HeatUpdate,
  rows: readonly (number | null)[],
  domain: Domain,
  colors: Colors,
  palette: Palette,
): void {
  const context = canvas.getContext('2d');
  if (!context || heat.columns === 0 || rows.length === 0) return;
  const cells = new OffscreenCanvas(heat.columns, rows.length);
  const picture = new ImageData(heat.columns, rows.length);
  const pixels = new Uint32Array(picture.data.buffer);
  rows.forEach((row, layer) => {
    if (row === null) return;
    for (let column = 0; column < heat.columns; column += 1) {
      const norm = heat.values[row * heat.columns + column] ?? Number.NaN;
      pixels[layer * heat.columns + column] = cellPixel(norm, domain, palette);
    }
  });
  cells.getContext('2d')?.putImageData(picture, 0, 0);
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  context.drawImage(cells, 0, 0, width, height);
  hatch(context, rows, colors);
}

/** Strokes the rows of layers that have no gradient, so that they do not look like a color of the scale. */
function hatch(context: CanvasRenderingContext2D, rows: readonly (number | null)[], colors: Colors): void {
  const { width, height } = context.canvas;
  const rowSize = height / rows.length;
  context.strokeStyle = colors.muted;
  context.globalAlpha = 0.35;
  rows.forEach((row, layer) => {
    if (row !== null) return;
    context.save();
    context.beginPath();
    context.rect(0, layer * rowSize, width, rowSize);
    context.clip();
    context.beginPath();
    for (let x = -rowSize; x < width; x += 8) {
      context.moveTo(x, (layer + 1) * rowSize);
      context.lineTo(x + rowSize, layer * rowSize);
    }
    context.stroke();
    context.restore();
  });
  context.globalAlpha = 1;
}

const STEPS = 256;

/** The colors of the scale as pixels, looked up rather than mixed: a heat map has up to 60,000 cells, ten times a second. */
export interface Palette {
  readonly scale: Uint32Array;
  readonly zero: number;
  readonly broken: number;
}

export function makePalette(colors: Colors): Palette {
  const scale = Uint32Array.from({ length: STEPS }, (_, step) => pixel(...scaleColor(step / (STEPS - 1))));
  return { scale, zero: pixel(...paintedColor(colors.zero)), broken: pixel(...paintedColor(colors.error)) };
}

function cellPixel(norm: number, domain: Domain, { scale, zero, broken }: Palette): number {
  const position = scalePosition(norm, domain);
  if (position === null) return norm === 0 ? zero : broken;
  return scale[Math.round(Math.max(0, Math.min(1, position)) * (STEPS - 1))] ?? broken;
}

/** Red, green, blue and full opacity as one number in the byte order of ImageData on little-endian machines. */
const pixel = (red: number, green: number, blue: number): number =>
  ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
