import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

/** The theme's colors that canvases need; read when the theme changes, because a canvas cannot use CSS variables. */
export interface Colors {
  readonly foreground: string;
  readonly muted: string;
  readonly background: string;
  /** A norm of exactly 0: apart from the background, and from every color of the heat map's scale. */
  readonly zero: string;
  readonly training: string;
  readonly validation: string;
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

function readColors(): Colors {
  const style = getComputedStyle(document.body);
  const first = (names: readonly string[]): string =>
    names.map((name) => style.getPropertyValue(name).trim()).find((value) => value !== '') ?? style.color;
  return {
    foreground: first(sources.foreground),
    muted: first(sources.muted),
    background: first(sources.background),
    zero: `color-mix(in srgb, ${first(sources.background)} 72%, ${first(sources.foreground)})`,
    training: first(sources.training),
    validation: first(sources.validation),
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
