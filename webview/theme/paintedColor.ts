import type { Rgb } from './rgb.js';

/** By ground and color: those of a few themes, asked for with each picture that is drawn, which reading a canvas would hold up. */
const painted = new Map<string, Rgb>();

/** Any CSS color as it looks on a ground: painted, then read back. */
export function paintedColor(color: string, ground = 'rgb(128 128 128)'): Rgb {
  const key = `${ground} ${color}`;
  const known = painted.get(key);
  if (known) return known;
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return [128, 128, 128];
  for (const each of [ground, color]) {
    context.fillStyle = each;
    context.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  const result: Rgb = [red, green, blue];
  painted.set(key, result);
  return result;
}
