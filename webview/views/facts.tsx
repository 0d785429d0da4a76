import { useState } from 'preact/hooks';
import type { FactsView } from '../../src/protocol/dashboard/factsPart.js';
import { formatCount } from '../../src/protocol/numberText.js';
import { LinkButton } from '../components/linkButton.js';
import { send } from '../host.js';

interface Props {
  /** Key of the track. */
  readonly track: string;
  readonly facts: FactsView;
}

/** What the fit goes through, in one line, each part explained on hover and, by the keyboard too, at a press; and what its numbers mean where that is noise. */
export function Facts({ track, facts: { facts, noise, sourceEpochs } }: Props) {
  const [opened, setOpened] = useState<number | null>(null);
  const explanation = opened === null ? undefined : facts[opened]?.title;
  return (
    <section class="facts" aria-label="What it trains on">
      <p>
        {facts.map(({ text, title }, index) => (
          <span key={title}>
            {index > 0 && ', '}
            <button
              type="button"
              class="explained"
              title={title}
              aria-expanded={opened === index}
              onClick={() => setOpened(opened === index ? null : index)}
            >
              {text}
            </button>
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
      {explanation && (
        <p class="muted" role="status">
          {explanation}
        </p>
      )}
      {noise && <p class="muted">{noise}</p>}
    </section>
  );
}
