import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { paintedColor } from './paintedColor.js';
import { cssColor, faint, type Rgb, readable } from './rgb.js';

/**
 * The theme's colors that canvases need, opaque and apart from their ground whatever the theme has; read when the theme changes, because a canvas cannot
 * use CSS variables.
 */
export interface Colors {
  readonly foreground: string;
  readonly muted: string;
  readonly background: string;
  /** A norm of exactly 0: apart from the background, and from every color of the heat map's scale. */
  readonly zero: string;
  readonly training: string;
  /** Values of single batches, behind what is made of them. */
  readonly raw: string;
  readonly validation: string;
  /** Of runs behind the one that is shown. */
  readonly behind: string;
  /** Of runs that are compared, by their slots. */
  readonly runs: readonly string[];
  readonly error: string;
  readonly fontFamily: string;
  readonly fontSize: number;
}

/** Each color with the variables that may hold it, best first; high-contrast themes leave many unset. */
const sources = {
  foreground: ['--vscode-foreground', '--vscode-editor-foreground'],
  muted: ['--vscode-descriptionForeground', '--vscode-foreground'],
  background: ['--vscode-editor-background'],
  // The page's own, of styles/base.css: legends have them too.
  training: ['--training', '--vscode-foreground'],
  validation: ['--validation', '--vscode-foreground'],
  error: ['--vscode-errorForeground', '--vscode-charts-red', '--vscode-foreground'],
  fontFamily: ['--vscode-font-family'],
} as const;

/** What text, and what a line has to stand out from its ground at least, as WCAG has it. */
const TEXT_CONTRAST = 4.5;
const LINE_CONTRAST = 3;

/** Apart from each other in hue and, for those who see hues alike, in lightness; dashes tell them apart as well. */
const RUN_HUES: readonly Rgb[] = [
  [59, 142, 234],
  [230, 134, 44],
  [46, 160, 100],
  [204, 96, 190],
  [196, 168, 20],
  [32, 175, 190],
  [224, 82, 82],
  [150, 118, 90],
];

/** The color of a run that is compared; beyond those that there are, each comes again. */
export const runColor = ({ runs }: Pick<Colors, 'runs'>, slot: number): string => runs[slot % runs.length] ?? '';

function readColors(): Colors {
  const style = getComputedStyle(document.body);
  const first = (names: readonly string[]): string =>
    names.map((name) => style.getPropertyValue(name).trim()).find((value) => value !== '') ?? style.color;
  const background = first(sources.background);
  const ground = paintedColor(background);
  const painted = (names: readonly string[]) => paintedColor(first(names), background);
  const line = (names: readonly string[]) => readable(painted(names), ground, TEXT_CONTRAST);
  const training = line(sources.training);
  return {
    foreground: first(sources.foreground),
    muted: cssColor(line(sources.muted)),
    background,
    zero: `color-mix(in srgb, ${background} 72%, ${first(sources.foreground)})`,
    training: cssColor(training),
    raw: cssColor(faint(training, ground, LINE_CONTRAST)),
    validation: cssColor(line(sources.validation)),
    behind: cssColor(faint(line(sources.muted), ground, LINE_CONTRAST)),
    runs: RUN_HUES.map((hue) => cssColor(readable(hue, ground, LINE_CONTRAST))),
    error: first(sources.error),
    fontFamily: style.getPropertyValue('--vscode-font-family').trim() || 'sans-serif',
    fontSize: 11,
  };
}

export const ColorsContext = createContext<Colors | null>(null);

/** The theme's colors, read again whenever the editor changes its theme (it then changes body's class and html's style). */
export function useThemeColors(): Colors {
  const [colors, setColors] = useState(readColors);
  useEffect(() => {
    const observer = new MutationObserver(() => setColors(readColors()));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
    observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
    // The editor may have set it after the first reading, and before anybody listened.
    setColors(readColors());
    return () => observer.disconnect();
  }, []);
  return colors;
}

export function useColors(): Colors {
  const colors = useContext(ColorsContext);
  if (!colors) throw new Error('No colors above this component');
  return colors;
}

/** The same colors for the style sheet, so that legends look like the lines that they name. */
export const colorVariables = ({ training, raw, validation, behind }: Colors): Readonly<Record<string, string>> => ({
  '--training': training,
  '--raw': raw,
  '--validation': validation,
  '--behind': behind,
});
