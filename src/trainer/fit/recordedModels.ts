import type { SourceLocation } from '../../protocol/fit.js';
import type { SourceSpan } from '../../protocol/sourceSpan.js';
import type { TrainerOptions } from '../../protocol/trainer.js';
import { patch } from '../../tfjs/patch.js';
import { innerModel, type Sequential, type Tfjs, type TrainingModel } from '../../tfjs/tfjs.js';
import type { CreatedLayers } from '../capture/createdLayers.js';

/** Knows which Sequential a training LayersModel belongs to, and whether its fits are recorded. */
export class RecordedModels {
  private readonly owners = new WeakMap<TrainingModel, Sequential>();

  constructor(
    tf: Tfjs,
    private readonly created: CreatedLayers,
    private readonly only: TrainerOptions['only'],
  ) {
    const { owners } = this;
    patch(tf, 'modelOwners', {
      build: (build) =>
        function (this: Sequential, ...args) {
          build.apply(this, args);
          const inner = innerModel(this);
          if (inner) owners.set(inner, this);
        },
    });
  }

  /** The Sequential around a training model, if its fits are to be recorded. */
  of(inner: TrainingModel): Sequential | null {
    const model = this.owners.get(inner);
    return model && this.isWanted(model) ? model : null;
  }

  /**
   * The recorded models that an update of these variables trains: the smallest one that has them all, else all that have any of
   * them and are not part of another such model.
   */
  withVariables(names: readonly string[]): Sequential[] {
    const candidates = this.created
      .sequentials()
      .filter((model) => this.isWanted(model))
      .map((model) => ({ model, weights: new Set(model.trainableWeights.map((weight) => weight.name)) }))
      .filter(({ weights }) => names.some((name) => weights.has(name)))
      .sort((a, b) => a.weights.size - b.weights.size);
    const whole = candidates.find(({ weights }) => names.every((name) => weights.has(name)));
    if (whole) return [whole.model];
    return candidates
      .filter(({ model, weights }) => {
        const others = candidates.filter((other) => other.model !== model);
        return !others.some((other) => [...weights].every((name) => other.weights.has(name)));
      })
      .map(({ model }) => model);
  }

  private isWanted(model: Sequential): boolean {
    if (this.only === null) return true;
    const place = this.created.placeOf(model);
    return model.name === this.only.name || this.only.spans.some((span) => place !== null && contains(span, place));
  }
}

function contains({ file, start, end }: SourceSpan, place: SourceLocation): boolean {
  const after = (a: { line: number; column: number }, b: { line: number; column: number }) =>
    a.line > b.line || (a.line === b.line && a.column >= b.column);
  return file === place.file && after(place, start) && !after(place, end);
}
