import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { OutputView } from '../../src/protocol/dashboard/outputPart.js';
import type { RunView } from '../../src/protocol/dashboard/runView.js';
import { formatCount, formatCounted } from '../../src/protocol/numberText.js';
import { LinkButton } from '../components/linkButton.js';
import { Button } from '../components/toolkit.js';
import { send } from '../host.js';
import { type NumberedLine, OutputList } from './outputList.js';

interface Props {
  readonly run: Pick<RunView, 'id' | 'ended' | 'isRead'>;
  readonly output: OutputView;
  /** Counts how often the host has asked for it to be shown. */
  readonly revealed: number;
}

/** What the run printed. */
export function Output({ run: { id, ended, isRead }, output, revealed }: Props) {
  const section = useRef<HTMLElement>(null);
  const [filter, setFilter] = useState('');
  const [told, setTold] = useState('');
  const lines = useMemo(() => filtered(output, filter), [output, filter]);
  const all = output.lines.length + output.open.length;
  useEffect(() => {
    if (revealed === 0) return;
    section.current?.scrollIntoView({ block: 'start' });
    section.current?.focus({ preventScroll: true });
  }, [revealed]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(lines.map(({ line: { text } }) => text).join('\n'));
    setTold(`Copied ${formatCounted(lines.length, 'line')}`);
  };
  return (
    <section ref={section} class="section output" aria-labelledby="output" tabIndex={-1}>
      <h2 id="output">Output</h2>
      {isRead && <p class="muted">The Python file is read, not run: its print() calls print nothing here.</p>}
      {all === 0 ? (
        !isRead && <p class="muted">{ended ? 'This run printed nothing.' : 'Nothing printed yet.'}</p>
      ) : (
        <>
          <div class="output-bar">
            <input
              class="output-filter"
              type="search"
              placeholder="Filter lines"
              aria-label="Filter lines"
              value={filter}
              onInput={({ currentTarget }) => setFilter(currentTarget.value)}
            />
            <span class="muted" role="status">
              {filter === ''
                ? formatCounted(all, 'line')
                : `${formatCount(lines.length)} of ${formatCounted(all, 'line')}`}
            </span>
            <Button
              label="Copy"
              icon="copy"
              title={filter === '' ? 'Copy all lines' : 'Copy the lines that pass the filter'}
              onClick={() => void copy().catch(() => setTold('The editor refuses to copy'))}
            />
            <span class="muted" role="status">
              {told}
            </span>
          </div>
          {output.first > 0 && (
            <p class="muted">
              {formatCounted(output.first, 'earlier line')} {output.first === 1 ? 'is' : 'are'} no longer kept.{' '}
              <LinkButton
                text="Show Log"
                title="Open the GradLens log, which has what runs of this window printed"
                onClick={() => send({ type: 'showLog' })}
              />
            </p>
          )}
          <OutputList lines={lines} onPlace={(line, place) => send({ type: 'revealOutput', run: id, line, place })} />
        </>
      )}
    </section>
  );
}

/** Case does not count. */
function filtered({ first, lines, open }: OutputView, filter: string): NumberedLine[] {
  const wanted = filter.toLowerCase();
  const all: NumberedLine[] = [
    ...lines.map((line, index) => ({ number: first + index, line })),
    ...open.map((line) => ({ number: null, line: { ...line, places: [] } })),
  ];
  return wanted === '' ? all : all.filter(({ line: { text } }) => text.toLowerCase().includes(wanted));
}
