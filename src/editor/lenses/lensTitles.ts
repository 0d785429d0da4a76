import { basename } from 'node:path';
import { latestName, placeText } from '../../protocol/batchText.js';
import type { RunPlan } from '../../protocol/launch.js';
import type { RunState } from '../../runs/types.js';

const CHANGE = '"GradLens: Choose How to Run" changes this.';

/** A lens of a model. */
export interface ModelLens {
  readonly title: string;
  readonly tooltip: string;
  /** What a click does; null where it does nothing. */
  readonly command: 'run' | 'stop' | 'showLive' | null;
}

/** Starts the model, or ends what goes on. Its place in the line never changes. @param plan null where it is not known yet */
export function actionLens(state: RunState | null, launching: boolean, plan: RunPlan | null): ModelLens {
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

/** A batch that is shown in place of the last one. */
interface PastBatch {
  /** The first and the last batch, from 0, whose mean is shown. */
  readonly around: readonly [number, number];
  readonly of: number;
  /** From 0; null where there are none. */
  readonly epoch: number | null;
}

/** The last lens of a model while an earlier batch is shown. */
export function batchLens({ around, of, epoch }: PastBatch, hasEnded: boolean): ModelLens {
  return {
    title: `${placeText(around, of, epoch)} · ${latestName(hasEnded)}`,
    tooltip: 'The values are those of this batch. Click to show the latest again.',
    command: 'showLive',
  };
}

/** The last lens of a model: how its newest run stands, and first that it is no longer what is there. @param edited files that were edited since */
export function statusLens(status: string, edited: readonly string[], isActive: boolean): ModelLens {
  if (edited.length === 0) return { title: status, tooltip: '', command: null };
  const names = edited.map((file) => basename(file)).join(', ');
  const tooltip = `Edited since the run: ${names}. The values are from before.`;
  return isActive
    ? { title: `edited since · ${status}`, tooltip, command: null }
    : { title: `edited since, Run · ${status}`, tooltip: `${tooltip} Click to run it as it is now.`, command: 'run' };
}

/** What Run's tooltip says: what a click does with this model, and what is worth knowing before it. */
function planText({ summary, notes, blocked, questions }: RunPlan): string {
  if (blocked) return `Cannot run yet: ${blocked.message}`;
  const open = questions.map(({ name }) => name);
  const left = open.length > 0 ? [`Values that the source leaves open: ${open.join(', ')}.`] : [];
  return [summary, ...notes.map(({ text }) => text), ...left, CHANGE].join('\n');
}
