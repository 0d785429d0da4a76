import type { Run } from './types.js';

/** Resolves when a run is over. @param whileRunning called at once, and whenever something of it has changed until then */
export function ended(run: Pick<Run, 'state' | 'onDidChange'>, whileRunning: () => void = () => {}): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (run.state.kind === 'ended') {
        listening.dispose();
        resolve();
      } else whileRunning();
    };
    const listening = run.onDidChange(look);
    look();
  });
}
