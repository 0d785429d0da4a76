import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { type Colors, readColors } from './colors.js';

export const ColorsContext = createContext<Colors | null>(null);

/** The theme's colors, read again whenever the editor changes its theme (it then changes body's class and html's style). */
export function useThemeColors(): Colors {
  const [colors, setColors] = useState(readColors);
  useEffect(() => {
    const observer = new MutationObserver(() => setColors(readColors()));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
    observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
    return () => observer.disconnect();
  }, []);
  return colors;
}

export function useColors(): Colors {
  const colors = useContext(ColorsContext);
  if (!colors) throw new Error('No colors above this component');
  return colors;
}
