import type { OutputView } from '../../src/protocol/dashboard/outputPart.js';
import { LinkButton } from '../components/linkButton.js';
import { send } from '../host.js';
import { OutputLine } from './outputLine.js';
import { programLines } from './programLines.js';

const MOST_LINES = 5;

interface Props {
  /** Id of the run. */
  readonly run: string;
  readonly output: OutputView;
}

/** What the program of a run printed last, beside the error that ended it. */
export function LastLines({ run, output: { first, lines } }: Props) {
  const last = programLines(lines, first).slice(-MOST_LINES);
  if (last.length === 0) return null;
  return (
    <figure class="output-last">
      <figcaption class="muted">
        Last lines printed{' '}
        <LinkButton
          text="Show All"
          title="Go to everything that the run printed"
          onClick={() => document.getElementById('output')?.scrollIntoView({ block: 'start' })}
        />
      </figcaption>
      {last.map(({ line, number }) => (
        <OutputLine
          key={number}
          line={line}
          onPlace={(place) => send({ type: 'revealOutput', run, line: number, place })}
        />
      ))}
    </figure>
  );
}
