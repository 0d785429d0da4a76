import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Scrolls an element into view when what it heads begins: what a person asked for in the editor stands above all, and the page may be scrolled down.
 * @param key another one is another beginning
 */
export function useComesIntoView<E extends Element>(key: string, hasBegun: boolean): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (hasBegun) element.current?.scrollIntoView({ block: 'nearest' });
  }, [key, hasBegun]);
  return element;
}
