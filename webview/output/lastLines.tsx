import type { OutputView } from '../../src/protocol/dashboard/outputPart.js';
import { LinkButton } from '../components/linkButton.js';
import { send } from '../host.js';
import { OutputLine } from './outputLine.js';

const MOST_LINES = 5;

interface Props {
  /** Id of the run. */
  readonly run: string;
  readonly output: OutputView;
}

/** What a run printed last, beside the error that ended it. */
export function LastLines({ run, output: { first, lines } }: Props) {
  const from = Math.max(0, lines.length - MOST_LINES);
  const last = lines.slice(from);
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
      {last.map((line, index) => (
        <div key={first + from + index} class={line.isError ? 'output-line output-error' : 'output-line'}>
          <OutputLine
            line={line}
            onPlace={(place) => send({ type: 'revealOutput', run, line: first + from + index, place })}
          />
        </div>
      ))}
    </figure>
  );
}
