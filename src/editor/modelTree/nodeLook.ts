import type { ModelNode } from '../../workspace/modelFolders.js';
import type { ModelRun } from '../models/modelRuns.js';
import { endSign } from '../text/endSign.js';
import { runStatus } from '../text/runStatus.js';

/** How a model looks in a list. */
export interface NodeLook {
  /** A codicon, and the theme's color for it. */
  readonly icon: string;
  readonly color: string | null;
  /** Follows the name: what it is, or how its run stands. */
  readonly description: string;
  /** The last part of the item's context, which decides what can be done with it. */
  readonly state: 'idle' | 'starting' | 'training' | 'paused' | 'broken' | 'stopping';
}

const FRAMEWORKS = { tfjs: 'TensorFlow.js', keras: 'Keras' } as const;

/** `TensorFlow.js, 3 layers`. */
export const kindOf = ({ framework, layers }: Pick<ModelNode, 'framework' | 'layers'>): string =>
  `${FRAMEWORKS[framework]}, ${layers} ${layers === 1 ? 'layer' : 'layers'}`;

export function nodeLook(
  model: Pick<ModelNode, 'framework' | 'layers'>,
  found: ModelRun | null,
  launching: boolean,
): NodeLook {
  if (launching && found?.run.state.kind !== 'active') return look('loading~spin', null, 'starting…', 'starting');
  if (!found) return look('circle-large-outline', null, kindOf(model), 'idle');
  const { state } = found.run;
  const description = runStatus(found.run, found.fit);
  switch (state.kind) {
    case 'starting':
      return look('loading~spin', null, description, 'starting');
    case 'stopping':
      return look('loading~spin', null, description, 'stopping');
    case 'active':
      if (state.phase === 'broken') return look('error', 'charts.red', description, 'broken');
      return state.phase === 'paused'
        ? look('debug-pause', 'charts.yellow', description, 'paused')
        : look('loading~spin', 'charts.blue', description, 'training');
    case 'ended':
      return look(...endSign(state), description, 'idle');
  }
}

const look = (icon: string, color: string | null, description: string, state: NodeLook['state']): NodeLook => ({
  icon,
  color,
  description,
  state,
});
