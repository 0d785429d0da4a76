import type { HeatUpdate } from '../../src/protocol/dashboard/heatPart.js';
import type { Colors } from '../theme/colors.js';
import { cellPixel, type Palette } from './palette.js';
import type { Domain } from './scale.js';

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
