import type uPlot from 'uplot';
import type { Colors } from '../../theme/colors.js';
import { pictureTicks } from './pictureTicks.js';
import type { ShownLine } from './shownLines.js';

/** What is written beside the lines of a plot. */
export interface PictureWords {
  readonly title: string;
  readonly xAxis: string;
}

/** Above the plot, for the title, and below it, for a row of the legend. */
const HEAD = 26;
const LEGEND_ROW = 20;
/** Letters of a legend are about so wide. */
const LETTER = 7;
const SWATCH = 26;

interface LegendEntry {
  readonly line: ShownLine;
  readonly x: number;
  /** Where its letters stand. */
  readonly y: number;
}

/** A plot as a picture that no other program needs more for: axes, lines, and legend as they are shown. */
export function plotSvg(
  plot: uPlot,
  lines: readonly ShownLine[],
  { title, xAxis }: PictureWords,
  { background, foreground, muted, fontFamily, fontSize }: Colors,
): string {
  const area = plotArea(plot);
  const { legend, height } = layOut(lines, plot);
  const quiet = `fill="${muted}"`;
  const grid = `stroke="${muted}" stroke-opacity="0.25"`;
  const isLog = plot.scales.y?.distr === 3;
  const text = (x: number, y: number, content: string, attributes = ''): string =>
    `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escaped(content)}</text>`;
  const rows = pictureTicks(plot, 'y', isLog).flatMap(({ text: label, at }) => [
    `<line x1="${area.left}" x2="${area.right}" y1="${round(area.top + at)}" y2="${round(area.top + at)}" ${grid}/>`,
    text(area.left - 6, area.top + at + 4, label, `text-anchor="end" ${quiet}`),
  ]);
  const columns = pictureTicks(plot, 'x').map(({ text: label, at }) =>
    text(area.left + at, area.bottom + 16, label, `text-anchor="middle" ${quiet}`),
  );
  const paths = lines.map(
    (line) =>
      `<path d="${pathOf(line, area)}" fill="none" stroke="${line.color}" stroke-width="${line.width}"${dashOf(line)}/>`,
  );
  const entries = legend.flatMap(({ line, x, y }) => [
    `<line x1="${x}" x2="${x + 18}" y1="${y - 4}" y2="${y - 4}" stroke="${line.color}" stroke-width="2"${dashOf(line)}/>`,
    text(x + SWATCH, y, line.label),
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${plot.width}" height="${height}" viewBox="0 0 ${plot.width} ${height}">`,
    `<rect width="100%" height="100%" fill="${background}"/>`,
    `<clipPath id="area"><rect x="${area.left}" y="${area.top}" width="${area.right - area.left}" height="${area.bottom - area.top}"/></clipPath>`,
    `<g font-family="${escaped(fontFamily)}" font-size="${fontSize}" fill="${foreground}">`,
    text(area.left, 18, title, 'font-weight="600"'),
    ...rows,
    ...columns,
    text((area.left + area.right) / 2, area.bottom + 32, xAxis, `text-anchor="middle" ${quiet}`),
    `<g clip-path="url(#area)">${paths.join('')}</g>`,
    ...entries,
    '</g>',
    '</svg>\n',
  ].join('\n');
}

/** The same as pixels: the plot's own, with title and legend. @returns PNG in base 64; null where the browser has no canvas for it */
export function plotPng(
  plot: uPlot,
  lines: readonly ShownLine[],
  { title }: PictureWords,
  { background, foreground, fontFamily, fontSize }: Colors,
): string | null {
  const own = plot.ctx.canvas;
  const scale = own.width / plot.width;
  const { legend, height } = layOut(lines, plot);
  const canvas = document.createElement('canvas');
  canvas.width = own.width;
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(own, 0, Math.round(HEAD * scale));
  context.scale(scale, scale);
  context.fillStyle = foreground;
  context.font = `600 ${fontSize}px ${fontFamily}`;
  context.fillText(title, plotArea(plot).left, 18);
  context.font = `${fontSize}px ${fontFamily}`;
  for (const { line, x, y } of legend) {
    context.strokeStyle = line.color;
    context.lineWidth = 2;
    context.setLineDash([...line.dash]);
    context.beginPath();
    context.moveTo(x, y - 4);
    context.lineTo(x + 18, y - 4);
    context.stroke();
    context.fillText(line.label, x + SWATCH, y);
  }
  return canvas.toDataURL('image/png').split(',')[1] ?? null;
}

/** Where a plot's lines are, in CSS pixels under the title. */
function plotArea({ bbox }: uPlot) {
  const [left, top] = [bbox.left / devicePixelRatio, HEAD + bbox.top / devicePixelRatio];
  return { left, top, right: left + bbox.width / devicePixelRatio, bottom: top + bbox.height / devicePixelRatio };
}

/** The legend below the plot, in rows as wide as that, and how high the picture is with it. */
function layOut(lines: readonly ShownLine[], plot: Pick<uPlot, 'width' | 'height'>) {
  const below = HEAD + plot.height;
  let [x, row] = [10, 0];
  const legend = lines.map((line): LegendEntry => {
    const wide = SWATCH + line.label.length * LETTER + 16;
    if (x > 10 && x + wide > plot.width) [x, row] = [10, row + 1];
    const entry = { line, x, y: below + row * LEGEND_ROW + 14 };
    x += wide;
    return entry;
  });
  return { legend, height: below + (row + 1) * LEGEND_ROW + 6 };
}

function pathOf({ pieces }: ShownLine, { left, top }: { readonly left: number; readonly top: number }): string {
  const point = ([x, y]: readonly [number, number]): string => `${round(left + x)} ${round(top + y)}`;
  return pieces.map((piece) => `M${piece.map(point).join('L')}`).join('');
}

const dashOf = ({ dash }: ShownLine): string => (dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '');

const round = (value: number): number => Math.round(value * 100) / 100;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
