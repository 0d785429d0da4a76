import type { RunView } from '../../src/protocol/dashboard/runView.js';
import { Button } from '../components/button.js';
import { Icon } from '../components/icon.js';
import { send } from '../host.js';

/** What the run trains on, with the way to something faster. */
export function Backend({ run }: { readonly run: RunView }) {
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
