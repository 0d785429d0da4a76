import { kerasTrainingOf } from '../../keras/training/kerasTraining.js';
import { allLayers, fieldsOf } from '../../tfjs/layerFields.js';
import { layersModel } from '../../tfjs/layersModel.js';
import type { Layer, Tfjs, TrainingModel } from '../../tfjs/tfjs.js';

/** What tfjs itself brings, as it was before user code ran. */
export class OwnCode {
  private readonly classes: ReadonlySet<unknown>;
  private readonly functions: ReadonlySet<unknown>;

  constructor(tf: Tfjs) {
    const map = tf.serialization.SerializationMap.getMap().classNameMap;
    this.classes = new Set(Object.values(map).map(([own]) => own));
    this.functions = new Set([...Object.values(tf.losses), ...Object.values(tf.metrics)]);
  }

  /**
   * What of a model's training step is not tfjs's own code, as half a sentence; null where all of it is. tfjs's own code does the
   * same for each batch of one shape, so its operations can be repeated without it; the user's may do anything.
   */
  userCodeIn(model: TrainingModel): string | null {
    return (
      this.inLayers(model.layers) ??
      (this.isOwn(model.loss) ? null : 'custom loss') ??
      (this.isOwn(layersModel(model).metrics) ? null : 'custom metric')
    );
  }

  /**
   * Whether what is not tfjs's own in a model has to run for each batch. What is made of a Keras declaration is GradLens's own code, which
   * does the same for each batch of one shape too, but for layers that remember.
   */
  mustRun(model: TrainingModel): boolean {
    return kerasTrainingOf(model) === null || allLayers(model.layers).some((layer) => fieldsOf(layer).stateful);
  }

  /** As `userCodeIn`, of layers alone: what runs when the model is asked for its outputs. */
  inLayers(layers: readonly Layer[]): string | null {
    for (const layer of layers) {
      const found = this.inLayer(layer);
      if (found) return found;
    }
    return null;
  }

  private inLayer(layer: Layer): string | null {
    const name = `custom layer ${layer.getClassName()}`;
    if (!this.classes.has(layer.constructor) && !isNested(layer)) return name;
    if (Object.hasOwn(layer, 'call') || Object.hasOwn(layer, 'apply')) return name;
    if (fieldsOf(layer).stateful) return `stateful layer ${layer.name}`;
    for (const [key, value] of Object.entries(layer)) {
      // Initializers have done their work when a step runs.
      if (key === 'inboundNodes' || key === 'outboundNodes' || key.endsWith('nitializer')) continue;
      const parts = Array.isArray(value) ? value : [value];
      for (const part of parts) {
        const found = this.inPart(part, layer);
        if (found) return found;
      }
    }
    return null;
  }

  /** Cells and wrapped layers, activations, regularizers: everything of a layer that has code of its own. */
  private inPart(part: unknown, layer: Layer): string | null {
    if (typeof part !== 'object' || part === null || !('getClassName' in part)) return null;
    if (isLayer(part)) return part === layer ? null : this.inLayer(part);
    return this.classes.has(part.constructor) ? null : `custom part of layer ${layer.name}`;
  }

  /** Names, tfjs's own functions, and lists of both. */
  private isOwn(value: unknown): boolean {
    if (value === undefined || value === null || typeof value === 'string') return true;
    if (typeof value === 'function') return this.functions.has(value);
    return typeof value === 'object' && Object.values(value).every((each) => this.isOwn(each));
  }
}

function isLayer(value: object): value is Layer {
  return 'inboundNodes' in value && 'getClassName' in value;
}

function isNested(layer: Layer): boolean {
  return 'layers' in layer;
}
