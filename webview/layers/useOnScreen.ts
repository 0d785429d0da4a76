import type { RefCallback } from 'preact';
import { useCallback, useState } from 'preact/hooks';

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
