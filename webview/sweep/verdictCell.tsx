import type { SweptTrial } from '../../src/protocol/dashboard/sweepPart.js';
import { Icon } from '../components/icon.js';
import { TONE_ICONS } from '../theme/toneIcons.js';
import { worstTone } from './rowTone.js';

const STATUS: Readonly<Record<SweptTrial['status'], string | null>> = {
  waiting: 'waiting',
  training: 'training',
  completed: null,
  'stopped-early': 'stopped early',
  broken: 'numbers broke',
  failed: 'failed',
  interrupted: 'interrupted',
};

/** What a training came to, or several with the same values: how many of them what, where they differ. */
export function VerdictCell({ trials }: { readonly trials: readonly SweptTrial[] }) {
  const tone = trials.some(({ status }) => status === 'training') ? 'busy' : worstTone(trials);
  const counted = Map.groupBy(trials.map(wordsOf), (words) => words);
  const words = [...counted].map(([each, { length }]) => (counted.size === 1 ? each : `${length}× ${each}`));
  const told = trials.flatMap(({ verdict, failure }) => [verdict?.text, failure]).filter((text) => text != null);
  const failure = trials.find((trial) => trial.failure !== null)?.failure;
  return (
    <td title={[...new Set(told)].join('\n')}>
      {tone && (
        <span class={`tone-${tone}`}>
          <Icon name={TONE_ICONS[tone]} />
        </span>
      )}{' '}
      {words.join(', ')}
      {failure && <span class="muted sweep-failure">{failure}</span>}
    </td>
  );
}

const wordsOf = ({ verdict, status }: SweptTrial): string =>
  [verdict?.word, STATUS[status]].filter((part) => part != null).join(', ');
