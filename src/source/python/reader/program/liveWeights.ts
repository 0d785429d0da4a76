import type { ArrayContents, CallbackHost } from '../../../../protocol/kerasProgram.js';
import { modelOf, type PyModel, type Value } from '../values/values.js';
import type { ArrayStore } from './arrayStore.js';
import { isInput, modelLayers } from './modelLayers.js';

/** The training that code of a callback runs in. */
export interface LiveTraining {
  readonly model: PyModel;
  readonly host: CallbackHost;
}

/** What is recorded of a program, as far as it matters here. */
interface Recorded {
  readonly live: LiveTraining | null;
  readonly arrays: ArrayStore;
}

/** Weights that code of a callback takes from the training that it runs in, and gives back to it. */
export class LiveWeights {
  private readonly kept = new Map<number, readonly ArrayContents[]>();

  /** The number that they are kept under; null where the model that is trained has no such layer. */
  take({ live }: Recorded, of: Value): number | null {
    const path = live && pathIn(live.model, of);
    if (!live || !path) return null;
    const id = -1 - this.kept.size;
    this.kept.set(id, live.host.getWeights(path));
    return id;
  }

  /** Whether it could be done. */
  give({ live, arrays }: Recorded, of: Value, weights: number | readonly number[]): boolean {
    const path = live && pathIn(live.model, of);
    const known = typeof weights === 'number' ? this.kept.get(weights) : contentsOf(weights);
    if (!live || !path || !known) return false;
    live.host.setWeights(path, known);
    return true;

    function contentsOf(ids: readonly number[]): ArrayContents[] {
      return ids.flatMap((id) => arrays.contents.get(id) ?? []);
    }
  }
}

/** Where a model or layer stands in a model, as Keras counts layers; null where it does not. */
function pathIn(model: PyModel, of: Value, depth = 0): number[] | null {
  if (modelOf(of) === model) return [];
  if (depth > 8) return null;
  for (const [i, layer] of modelLayers(model)
    .filter((each) => !isInput(each))
    .entries()) {
    if (layer === of) return [i];
    const nested = modelOf(layer);
    const below = nested && pathIn(nested, of, depth + 1);
    if (below) return [i, ...below];
  }
  return null;
}
