import type { OutputLineView } from '../../src/protocol/dashboard/outputPart.js';
import { LinkButton } from '../components/linkButton.js';

interface Props {
  readonly line: OutputLineView;
  /** Shows a place of the line in the editor. */
  onPlace(place: number): void;
}

/** A line as it was printed, as text alone: what went to stderr says so unless it is blank, and places in files are links. */
export function OutputLine({ line: { text, isError, places }, onPlace }: Props) {
  let from = 0;
  const parts = places.map(({ start, end }, place) => {
    const before = text.slice(from, start);
    from = end;
    const name = text.slice(start, end);
    return [before, <LinkButton key={place} text={name} title={`Open ${name}`} onClick={() => onPlace(place)} />];
  });
  return (
    <div class={isError ? 'output-line output-error' : 'output-line'}>
      <span class="output-stream" {...(isError ? { title: 'Printed to stderr' } : { 'aria-hidden': true })}>
        {isError && text !== '' ? 'err' : ''}
      </span>
      <span class="output-text">
        {parts}
        {text.slice(from)}
      </span>
    </div>
  );
}
