import type { ToHost } from '../protocol/dashboard.js';
import type { Fit, Run, Runs } from '../runs/types.js';
import type { DashboardActions } from './actions.js';

type Wish = Extract<ToHost, { type: 'control' | 'installTfjsNode' | 'revealLayer' | 'revealProblem' }>;
type ControlAction = Extract<Wish, { type: 'control' }>['action'];

interface Shown {
  readonly runs: Pick<Runs, 'find'>;
  readonly run: Run | undefined;
  readonly fit: Fit | undefined;
}

/** Does what a click on the page asks for. Places are named by index, so that the page cannot name a file of its own. */
export function handlePageMessage(wish: Wish, { runs, run, fit }: Shown, actions: DashboardActions): void {
  if (wish.type === 'installTfjsNode') {
    actions.installTfjsNode();
  } else if (wish.type === 'control') {
    const target = runs.find(wish.run);
    if (target) controls[wish.action](target, actions);
  } else {
    const place = wish.type === 'revealLayer' ? fit?.summary.layers[wish.layer] : run?.problems[wish.problem];
    if (place?.location) actions.revealLayer(place.location);
  }
}

const controls: Readonly<Record<ControlAction, (run: Run, actions: DashboardActions) => void>> = {
  stop: (run) => run.stop(),
  pause: (run) => run.pause(),
  resume: (run) => run.resume(),
  runAgain: (run, actions) => actions.runAgain(run),
  saveModel: (run, actions) => actions.saveModel(run),
  delete: (run, actions) => actions.deleteRun(run),
};
