import type { FactsView } from '../../src/protocol/dashboard/factsPart.js';
import { formatCount } from '../../src/protocol/numberText.js';
import { LinkButton } from '../components/linkButton.js';
import { send } from '../host.js';

interface Props {
  /** Key of the track. */
  readonly track: string;
  readonly facts: FactsView;
}

/** What the fit goes through, in one line, and what its numbers mean where that is noise. */
export function Facts({ track, facts: { facts, noise, sourceEpochs } }: Props) {
  return (
    <section class="facts" aria-label="What it trains on">
      <p>
        {facts.map(({ text, title }, index) => (
          <span key={title}>
            {index > 0 && ', '}
            <span class="explained" title={title}>
              {text}
            </span>
          </span>
        ))}
        {sourceEpochs !== null && (
          <>
            {' '}
            <LinkButton
              text={`Use ${formatCount(sourceEpochs)}`}
              title="Train again for as many epochs as the source says"
              onClick={() => send({ type: 'useSourceEpochs', track })}
            />
          </>
        )}
      </p>
      {noise && <p class="muted">{noise}</p>}
    </section>
  );
}
