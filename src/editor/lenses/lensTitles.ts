import type { LaunchPlan } from '../../protocol/launch.js';
import type { RunState } from '../../runs/types.js';
import { planText } from './planText.js';

/** The first lens of a model. */
interface ActionLens {
  readonly title: string;
  readonly tooltip: string;
  /** What a click does; null where it does nothing. */
  readonly command: 'run' | 'stop' | null;
}

/** Starts the model, or ends what goes on. Its place in the line never changes. @param plan null where it is not known yet */
export function actionLens(state: RunState | null, launching: boolean, plan: LaunchPlan | null): ActionLens {
  if (launching || state?.kind === 'starting') {
    return { title: '$(loading~spin) Starting', tooltip: 'Starting the training process', command: null };
  }
  switch (state?.kind) {
    case 'active':
      return { title: '$(debug-stop) Stop', tooltip: 'End training after the current batch', command: 'stop' };
    case 'stopping':
      return { title: '$(debug-stop) Kill', tooltip: 'End the process now', command: 'stop' };
    default:
      return { title: '$(play) Run', tooltip: plan ? planText(plan) : 'Train this model', command: 'run' };
  }
}
