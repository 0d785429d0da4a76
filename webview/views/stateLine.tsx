import type { RunView, Tone } from '../../src/protocol/dashboard/runView.js';
import { Icon } from '../components/icon.js';

const icons: Readonly<Record<Tone, string>> = {
  busy: 'sync',
  paused: 'debug-pause',
  good: 'pass',
  warning: 'warning',
  error: 'error',
  neutral: 'debug-stop',
};

/** The run's state in words; screen readers hear it when it changes. */
export function StateLine({ run }: { readonly run: RunView }) {
  return (
    <div class="state" role="status" aria-live="polite">
      <span class={`badge tone-${run.tone}`}>
        <Icon name={icons[run.tone]} />
        {run.status}
      </span>
      {run.detail && <span class="state-detail">{run.detail}</span>}
    </div>
  );
}
