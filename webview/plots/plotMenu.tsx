import { createContext } from 'preact';
import { useContext, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { Icon } from '../components/icon.js';
import { send } from '../host.js';
import { useColors } from '../theme/colors.js';
import { plotPng, plotSvg } from './picture/plotSvg.js';
import { shownLines } from './picture/shownLines.js';

/** Key of the track whose series a plot's menu saves. */
export const SavedTrack = createContext('');

interface Props {
  /** What the plot is of: `loss`, or a metric. */
  readonly name: string;
  /** What its x axis counts. */
  readonly xAxis: string;
  /** What is drawn now. */
  readonly plot: () => uPlot | null;
}

/** Saves what a plot shows as a picture, and what it is of as numbers; the editor asks where. */
export function PlotMenu({ name, xAxis, plot }: Props) {
  const colors = useColors();
  const track = useContext(SavedTrack);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const picture = (format: 'png' | 'svg'): void => {
    const drawn = plot();
    if (!drawn) return;
    const words = { title: name, xAxis };
    const lines = shownLines(drawn, colors.background);
    const content = (format === 'svg' ? plotSvg : plotPng)(drawn, lines, words, colors);
    if (content !== null) send({ type: 'savePicture', track, name, format, content });
  };
  /** The browser puts it in the middle of the page. */
  const place = (): void => {
    const box = button.current?.getBoundingClientRect();
    if (!box || !menu.current) return;
    menu.current.style.top = `${box.bottom + 2}px`;
    menu.current.style.right = `${Math.max(0, document.documentElement.clientWidth - box.right)}px`;
  };
  const entry = (label: string, title: string, onClick: () => void) => (
    <button
      type="button"
      class="plot-menu-entry"
      title={title}
      onClick={() => {
        menu.current?.hidePopover();
        onClick();
      }}
    >
      {label}
    </button>
  );
  return (
    <>
      <button
        ref={button}
        type="button"
        class="plot-menu-button"
        aria-label={`Save ${name}`}
        title={`Save the plot of ${name} as a picture, or its values as a table`}
        onClick={() => {
          place();
          menu.current?.togglePopover();
        }}
      >
        <Icon name="save" />
      </button>
      <div ref={menu} popover="auto" class="plot-menu">
        {entry('Save as PNG', 'What the plot shows now, as pixels', () => picture('png'))}
        {entry('Save as SVG', 'What the plot shows now, as a drawing that can be enlarged', () => picture('svg'))}
        {entry(
          'Save values as CSV',
          `${name} of every batch of the run, with batch, epoch, and seconds, and its validation at the end of each epoch`,
          () => send({ type: 'saveSeries', track, of: { kind: 'curve', name } }),
        )}
      </div>
    </>
  );
}
