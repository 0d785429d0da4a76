import { tell } from '../platform/messages.js';
import type { Command, CommandDeps } from './deps.js';

/** Installs GradLens's own tfjs-node and says when it is ready. */
export function installTfjsNodeCommand({ installTfjsNode, settings }: CommandDeps): Command {
  return async () => {
    if (!(await installTfjsNode())) return;
    const message =
      settings.backend.value === 'wasm'
        ? 'tfjs-node is ready, but the setting gradlens.backend still selects WASM.'
        : 'tfjs-node is ready; the next run trains on it.';
    void tell('information', message);
  };
}
