import type { RefCallback } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';

/** The width of an element in CSS pixels, kept up to date. */
export function useWidth(): [RefCallback<HTMLElement>, number] {
  const [width, setWidth] = useState(0);
  const observer = useRef<ResizeObserver | undefined>(undefined);
  const attach = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    observer.current = undefined;
    if (!element) return;
    observer.current = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    observer.current.observe(element);
  }, []);
  return [attach, width];
}

const setters = new WeakMap<Element, (visible: boolean) => void>();

/** Painted a little before they scroll into view. */
const MARGIN = '300px';

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) setters.get(target)?.(isIntersecting);
  },
  { rootMargin: MARGIN },
);

/** Whether an element is in view, so that what nobody sees need not be painted. */
export function useOnScreen(): [RefCallback<Element>, boolean] {
  const [visible, setVisible] = useState(false);
  const attach = useCallback((element: Element | null) => {
    if (!element) return;
    setters.set(element, setVisible);
    observer.observe(element);
    return () => observer.unobserve(element);
  }, []);
  return [attach, visible];
}
