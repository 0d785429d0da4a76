import { allLayers } from '../../../tfjs/layerFields.js';
import { layersModel } from '../../../tfjs/layersModel.js';
import type { Layer, Tensor, TrainingModel } from '../../../tfjs/tfjs.js';

/**
 * All that decides which operations a step of tfjs's own code does, apart from the numbers of the batch. While it stays the same, a
 * trace stands for the step.
 */
export class StepIdentity {
  private readonly parts: readonly unknown[];
  private readonly settings: readonly { readonly owner: object; readonly key: string; readonly value: unknown }[];

  constructor(private readonly model: TrainingModel) {
    this.parts = partsOf(model);
    this.settings = allLayers(model.layers).flatMap((layer) =>
      Object.entries(layer)
        .filter(([, value]) => typeof value !== 'object' && typeof value !== 'function')
        .map(([key, value]) => ({ owner: layer, key, value })),
    );
  }

  /** What has changed since, as half a sentence; null where nothing has. */
  get change(): string | null {
    const now = partsOf(this.model);
    if (this.parts.some((part, index) => part !== now[index])) return 'the model was compiled again';
    for (const { owner, key, value } of this.settings) {
      const current = (owner as Record<string, unknown>)[key];
      if (current !== value && !(Number.isNaN(current) && Number.isNaN(value))) {
        return `${key.replace(/_$/, '')} of layer ${(owner as Layer).name} was changed`;
      }
    }
    return null;
  }
}

/** What `compile` sets anew. */
function partsOf(model: TrainingModel): unknown[] {
  const { optimizer_, lossFunctions, metricsTensors, collectedTrainableWeights } = layersModel(model);
  return [optimizer_, lossFunctions, metricsTensors, collectedTrainableWeights];
}

/** What tells batches of one kind from others. */
export function batchKind(tensors: readonly (Tensor | null)[], rows: Int32Array | null): string {
  const shapes = tensors.map((tensor) =>
    tensor ? `${tensor.dtype}${rows ? tensor.shape.slice(1) : tensor.shape}` : '-',
  );
  return `${rows ? `${rows.length} rows of ` : ''}${shapes.join(' ')}`;
}
