import type { TryItView } from '../../src/protocol/dashboard/tryItPart.js';
import { useComesIntoView } from '../components/comesIntoView.js';
import { Icon } from '../components/icon.js';
import { Button } from '../components/toolkit.js';
import { send } from '../host.js';
import { TONE_ICONS } from '../theme/toneIcons.js';
import { PairFigure, sharedDomain } from './pairFigure.js';

/** An edit that is tried: what came of it, the pairs of trainings, and what to do with it. */
export function TryIt({ tried }: { readonly tried: TryItView }) {
  const { title, place, measure, pairs, verdict } = tried;
  const domain = sharedDomain(pairs);
  const head = useComesIntoView<HTMLHeadingElement>(`${title} ${place}`, verdict === null);
  const runs = pairs.flatMap(({ before, after }) => [before, after]);
  const done = runs.filter(({ state }) => state === 'ended' || state === 'failed').length;
  const tone = verdict?.tone ?? 'busy';
  return (
    <section class="try-it" aria-labelledby="try-it">
      <div class="try-it-head">
        <h2 id="try-it" ref={head}>
          Try it: {title} <span class="muted">{place}</span>
        </h2>
        <Actions isOver={verdict !== null} />
      </div>
      <p class={`verdict tone-${tone}`} role="status" aria-live="polite">
        <Icon name={TONE_ICONS[tone]} />
        <span class="verdict-text">{verdict?.text ?? `Training: ${done} of ${runs.length} done`}</span>
      </p>
      <p class="muted try-it-legend">
        <LegendLine class="pair-before" /> as it is
        <LegendLine class="pair-after" /> with the edit
        <span title="Each pair has the same seed: the same data in the same order, and the same start. The file is not touched.">
          {measure} over epochs, a pair for each seed
        </span>
      </p>
      <ul class="pairs">
        {pairs.map((pair) => (
          <li key={pair.seed}>
            <PairFigure pair={pair} measure={measure} domain={domain} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Actions({ isOver }: { readonly isOver: boolean }) {
  if (!isOver) {
    return (
      <div class="controls">
        <Button label="Stop" icon="debug-stop" title="End all of these trainings" onClick={() => act('stop')} />
      </div>
    );
  }
  return (
    <div class="controls">
      <Button
        label="Keep"
        icon="check"
        title="Make the edit in the file; Undo takes it back"
        appearance="primary"
        onClick={() => act('keep')}
      />
      <Button
        label="Discard"
        icon="discard"
        title="Close this and leave the file as it is"
        onClick={() => act('discard')}
      />
      <Button
        label="Try Again"
        icon="refresh"
        title="Try it once more on the file as it is now"
        onClick={() => act('again')}
      />
    </div>
  );
}

const act = (action: 'stop' | 'keep' | 'discard' | 'again'): void => send({ type: 'tryIt', action });

const LegendLine = ({ class: name }: { readonly class: string }) => (
  <svg class="pair-legend-line" viewBox="0 0 24 4" aria-hidden="true">
    <line class={name} x1="0" y1="2" x2="24" y2="2" />
  </svg>
);
