import type { ToHost } from '../protocol/dashboard/messages.js';
import type { SourceLocation } from '../protocol/fit.js';
import type { Fit, Run, Runs } from '../runs/types.js';

/** What the dashboard asks of the editor's other parts, which it does not know. */
export interface DashboardActions {
  revealLayer(location: SourceLocation): void;
  runAgain(run: Run): void;
  installTfjsNode(): void;
  saveModel(run: Run): void;
  deleteRun(run: Run): void;
}

type Wish = Extract<ToHost, { type: 'control' | 'installTfjsNode' | 'revealLayer' | 'revealProblem' }>;
type ControlAction = Extract<Wish, { type: 'control' }>['action'];

interface Shown {
  readonly runs: Pick<Runs, 'find'>;
  /** The fit of a track that is shown. */
  fitOf(track: string): Fit | undefined;
}

/** Does what a click on the page asks for. */
export function handlePageMessage(wish: Wish, { runs, fitOf }: Shown, actions: DashboardActions): void {
  switch (wish.type) {
    case 'installTfjsNode':
      actions.installTfjsNode();
      break;
    case 'control': {
      const run = runs.find(wish.run);
      if (run) controls[wish.action](run, actions);
      break;
    }
    case 'revealLayer':
      reveal(fitOf(wish.track)?.summary.layers[wish.layer], actions);
      break;
    case 'revealProblem':
      reveal(runs.find(wish.run)?.problems[wish.problem], actions);
      break;
  }
}

function reveal(place: { readonly location: SourceLocation | null } | undefined, actions: DashboardActions): void {
  if (place?.location) actions.revealLayer(place.location);
}

const controls: Readonly<Record<ControlAction, (run: Run, actions: DashboardActions) => void>> = {
  stop: (run) => run.stop(),
  pause: (run) => run.pause(),
  resume: (run) => run.resume(),
  runAgain: (run, actions) => actions.runAgain(run),
  saveModel: (run, actions) => actions.saveModel(run),
  delete: (run, actions) => actions.deleteRun(run),
};
