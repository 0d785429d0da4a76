import type { ToHost } from '../protocol/dashboard.js';
import type { Fit, Run, Runs } from '../runs/types.js';
import type { DashboardActions } from './actions.js';

type Wish = Extract<ToHost, { type: 'control' | 'installTfjsNode' | 'revealLayer' | 'revealProblem' | 'resized' }>;

/** Does what a click on the page asks for. Places are named by index, so that the page cannot name a file of its own. */
export function handlePageMessage(
  wish: Wish,
  runs: Pick<Runs, 'find'>,
  shown: Run | undefined,
  fit: Fit | undefined,
  actions: DashboardActions,
): void {
  switch (wish.type) {
    case 'installTfjsNode':
      return actions.installTfjsNode();
    case 'revealLayer': {
      const location = fit?.summary.layers[wish.layer]?.location;
      return location ? actions.revealLayer(location) : undefined;
    }
    case 'revealProblem': {
      const location = shown?.problems[wish.problem]?.location;
      return location ? actions.revealLayer(location) : undefined;
    }
    case 'control': {
      const run = runs.find(wish.run);
      return run && control(run, wish.action, actions);
    }
    case 'resized':
      return;
  }
}

function control(run: Run, action: Extract<Wish, { type: 'control' }>['action'], actions: DashboardActions): void {
  switch (action) {
    case 'stop':
      return run.stop();
    case 'pause':
      return run.pause();
    case 'resume':
      return run.resume();
    case 'runAgain':
      return actions.runAgain(run);
    case 'delete':
      return actions.deleteRun(run);
  }
}
