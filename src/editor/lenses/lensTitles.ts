import type { RunPlan } from '../../protocol/launch.js';
import type { RunState } from '../../runs/types.js';

const CHANGE = '"GradLens: Choose How to Run" changes this.';

/** The first lens of a model. */
interface ActionLens {
  readonly title: string;
  readonly tooltip: string;
  /** What a click does; null where it does nothing. */
  readonly command: 'run' | 'stop' | null;
}

/** Starts the model, or ends what goes on. Its place in the line never changes. @param plan null where it is not known yet */
export function actionLens(state: RunState | null, launching: boolean, plan: RunPlan | null): ActionLens {
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

/** What Run's tooltip says: what a click does with this model, and what is worth knowing before it. */
function planText({ summary, notes, blocked, questions }: RunPlan): string {
  if (blocked) return `Cannot run yet: ${blocked.message}`;
  const open = questions.map(({ name }) => name);
  const left = open.length > 0 ? [`Values that the source leaves open: ${open.join(', ')}.`] : [];
  return [summary, ...notes.map(({ text }) => text), ...left, CHANGE].join('\n');
}
