import type { TrackChoice } from '../../src/protocol/dashboard/messages.js';
import type { FitView, PageParts } from '../../src/protocol/dashboard/parts.js';
import type { RunView, Tone } from '../../src/protocol/dashboard/runView.js';
import { Icon } from '../components/icon.js';
import { Controls } from './controls.js';
import { Pickers } from './pickers.js';

interface Props {
  readonly page: PageParts;
  readonly run: RunView;
  /** Null until the run has one. */
  readonly fit: FitView | null;
  /** The runs beside it, by their ids. */
  readonly compared: readonly string[];
  onSelect(choice: TrackChoice): void;
  onCompare(runs: readonly string[]): void;
}

/** Which run this is, how it stands, and what can be done with it. */
export function Header({ page, run, fit, compared, onSelect, onCompare }: Props) {
  return (
    <header class="header">
      <div class="header-top">
        <div class="header-title">
          <h1 title={run.file}>{run.name}</h1>
          <span class="muted" title={run.file}>
            {run.fileName}
          </span>
        </div>
        <Controls run={run} />
      </div>
      <StateLine run={run} />
      <Pickers page={page} run={run} fit={fit} compared={compared} onSelect={onSelect} onCompare={onCompare} />
    </header>
  );
}

const STATE_ICONS: Readonly<Record<Tone, string>> = {
  busy: 'sync',
  paused: 'debug-pause',
  good: 'pass',
  warning: 'warning',
  error: 'error',
  neutral: 'debug-stop',
};

/** The run's state in words; screen readers hear it when it changes. */
function StateLine({ run }: { readonly run: RunView }) {
  return (
    <div class="state" role="status" aria-live="polite">
      <span class={`badge tone-${run.tone}`}>
        <Icon name={STATE_ICONS[run.tone]} />
        {run.status}
      </span>
      {run.detail && <span class="state-detail">{run.detail}</span>}
    </div>
  );
}
