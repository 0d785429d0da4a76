import type { Colors } from '../theme/colors.js';
import { paintedColor } from '../theme/paintedColor.js';
import { type Rgb, readable } from '../theme/rgb.js';

/** Apart for all kinds of color blindness (Okabe and Ito, 2008). */
const PALETTE: readonly Rgb[] = [
  [86, 180, 233],
  [230, 159, 0],
  [0, 158, 115],
  [204, 121, 167],
  [0, 114, 178],
  [213, 94, 0],
  [240, 228, 66],
  [128, 128, 128],
];

/** What a sign of a sample has to stand out from the ground at least, as WCAG has it. */
const CONTRAST = 3;

/** Of each class its color on the theme's ground; from the ninth on they come again, with another shape. */
export function classColors({ background }: Colors, classes: number): Rgb[] {
  const ground = paintedColor(background);
  return Array.from({ length: classes }, (_, index) => {
    return readable(PALETTE[index % PALETTE.length] ?? [128, 128, 128], ground, CONTRAST);
  });
}

const SHAPES = ['circle', 'square', 'triangle', 'diamond', 'cross'] as const;
type Shape = (typeof SHAPES)[number];

/** By which classes are told apart without their colors. */
export const shapeOf = (index: number): Shape => SHAPES[index % SHAPES.length] ?? 'circle';

/** One of them around a point, as part of an SVG path. */
export function shapePath(shape: Shape, x: number, y: number, size: number): string {
  const at = (dx: number, dy: number) => `${(x + dx * size).toFixed(1)} ${(y + dy * size).toFixed(1)}`;
  switch (shape) {
    case 'circle':
      return `M${at(-1, 0)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0`;
    case 'square':
      return `M${at(-0.9, -0.9)}L${at(0.9, -0.9)}L${at(0.9, 0.9)}L${at(-0.9, 0.9)}Z`;
    case 'triangle':
      return `M${at(0, -1.2)}L${at(1.1, 0.8)}L${at(-1.1, 0.8)}Z`;
    case 'diamond':
      return `M${at(0, -1.3)}L${at(1.3, 0)}L${at(0, 1.3)}L${at(-1.3, 0)}Z`;
    case 'cross':
      return `M${at(-1, -0.4)}L${at(1, -0.4)}L${at(1, 0.4)}L${at(-1, 0.4)}ZM${at(-0.4, -1)}L${at(0.4, -1)}L${at(0.4, 1)}L${at(-0.4, 1)}Z`;
  }
}
