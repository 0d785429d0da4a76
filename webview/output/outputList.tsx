import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OutputLineView } from '../../src/protocol/dashboard/outputPart.js';
import { OutputLine } from './outputLine.js';

/** CSS pixels of a line. */
const LINE_HEIGHT = 18;
/** Lines that are there beyond those in view. */
const BEYOND = 10;
const MOST_IN_VIEW = 20;

/** A line with its number in the run, from 0; null of one that has not ended. */
export interface NumberedLine {
  readonly number: number | null;
  readonly line: OutputLineView;
}

interface Props {
  readonly lines: readonly NumberedLine[];
  onPlace(line: number, place: number): void;
}

/** Lines of which only those in view are in the page. It stays at its end while it is there, as a terminal does. */
export function OutputList({ lines, onPlace }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const isAtEnd = useRef(true);
  const first = Math.max(0, Math.floor(top / LINE_HEIGHT) - BEYOND);
  const shown = lines.slice(first, first + MOST_IN_VIEW + 2 * BEYOND);
  useLayoutEffect(() => {
    const { current } = frame;
    if (current && isAtEnd.current) current.scrollTop = current.scrollHeight;
  }, [lines]);
  useEffect(() => setTop(frame.current?.scrollTop ?? 0), [lines.length]);
  const scrolled = ({ currentTarget }: { readonly currentTarget: HTMLDivElement }): void => {
    const { scrollTop, scrollHeight, clientHeight } = currentTarget;
    isAtEnd.current = scrollTop + clientHeight >= scrollHeight - LINE_HEIGHT;
    setTop(scrollTop);
  };
  return (
    <div
      ref={frame}
      class="output-frame"
      style={{ height: `${Math.min(MOST_IN_VIEW, Math.max(1, lines.length)) * LINE_HEIGHT}px` }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll it.
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label="Printed lines"
      onScroll={scrolled}
    >
      <div
        class="output-lines"
        style={{ paddingTop: `${first * LINE_HEIGHT}px`, height: `${lines.length * LINE_HEIGHT}px` }}
      >
        {shown.map(({ number, line }, index) => (
          <OutputLine
            key={number ?? `open ${index}`}
            line={line}
            onPlace={(place) => number !== null && onPlace(number, place)}
          />
        ))}
      </div>
    </div>
  );
}
