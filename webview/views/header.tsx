import type { TrackChoice } from '../../src/protocol/dashboard/messages.js';
import type { PageParts } from '../../src/protocol/dashboard/parts.js';
import type { RunView, Tone } from '../../src/protocol/dashboard/runView.js';
import { Icon } from '../components/icon.js';
import { Button } from '../components/toolkit.js';
import { send } from '../host.js';
import type { Track } from '../pageModel.js';
import { Controls } from './controls.js';
import { Pickers } from './pickers.js';
import { ProgressLine } from './progressLine.js';

interface Props {
  readonly page: PageParts;
  readonly track: Track;
  readonly run: RunView;
  onSelect(choice: TrackChoice): void;
}

/** Which run this is, how it stands, and what can be done with it. */
export function Header({ page, track, run, onSelect }: Props) {
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
      <div class="header-state">
        <StateLine run={run} />
        <Backend run={run} />
      </div>
      <ProgressLine progress={track.progress} run={run} />
      <Pickers page={page} run={run} fit={track.fit} onSelect={onSelect} />
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

/** What the run trains on, with the way to something faster. */
function Backend({ run }: { readonly run: RunView }) {
  const { label, title, embedded } = run.backend;
  return (
    <div class="backend">
      <span class="muted" title={title}>
        <Icon name="server-process" /> {label}
      </span>
      {embedded && (
        <Button
          label="Install tfjs-node"
          title="Install TensorFlow's native backend for Node, which trains large nets faster"
          appearance="secondary"
          onClick={() => send({ type: 'installTfjsNode' })}
        />
      )}
    </div>
  );
}
