import { isRecurrent } from '../../layers/catalogue.js';
import { putsOutSequences } from '../../layers/shapes/shapedLayer.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { Layer, TrainingModel } from '../../tfjs/tfjs.js';
import type { CreatedLayers } from '../capture/createdLayers.js';
import { layerWords } from '../capture/layerWords.js';
import { shapedLayer } from '../shapes/shapedLayer.js';
import { calledClasses } from './missingKernel.js';
import type { FailedModel } from './tfjsAdvice.js';

/** The training call that an error came out of. */
interface FailedCall {
  readonly place: SourceLocation | null;
  readonly model: TrainingModel;
}

/** A layer that an error is about. */
interface FaultyLayer {
  /** `layer 3 (Dense, relu)` */
  readonly words: string;
  readonly place: SourceLocation;
}

/** What training calls know of the errors that they let through to user code. */
export class TrainingErrors {
  private readonly calls = new WeakMap<object, FailedCall>();

  constructor(private readonly created: CreatedLayers) {}

  /** Notes the call that an error came out of: stacks of tfjs's asynchronous functions often do not reach it. */
  note(error: unknown, call: FailedCall): void {
    if (typeof error === 'object' && error !== null && !this.calls.has(error)) this.calls.set(error, call);
  }

  /** What is known of the model of the call. */
  modelOf(error: Error): FailedModel {
    const { loss = [], layers = [] } = this.calls.get(error)?.model ?? {};
    const losses = (typeof loss === 'object' ? Object.values(loss as object) : [loss]).filter(
      (each) => typeof each === 'string',
    );
    const recurrent = layers.findLast((layer) => isRecurrent(layer.getClassName()));
    return { losses, putsOutSteps: recurrent !== undefined && putsOutSequences(shapedLayer(recurrent)) };
  }

  placeOfCall(error: Error): SourceLocation | null {
    return this.calls.get(error)?.place ?? null;
  }

  /**
   * The layer that tfjs's message is about: one that it names, such as `Error when checking input: expected dense_Dense1_input to
   * have shape ...`, or the first or last one of the model that was called where it speaks of the input or the target.
   */
  layerIn(error: Error): FaultyLayer | null {
    return this.placed(this.namedLayer(error.message) ?? this.outermostLayer(error));
  }

  /** The layer of the model in training that was at work when an error was thrown, where just one can have been. */
  layerAtWork(error: Error): FaultyLayer | null {
    const layers = this.calls.get(error)?.model.layers ?? [];
    for (const name of calledClasses(error.stack ?? '')) {
      const [layer, ...others] = layers.filter((each) => each.getClassName() === name);
      if (layer && others.length === 0) return this.placed(layer);
    }
    return null;
  }

  private placed(layer: Layer | undefined): FaultyLayer | null {
    const place = layer && this.created.placeOf(layer);
    return layer && place ? { words: layerWords(this.created, layer), place } : null;
  }

  private namedLayer(message: string): Layer | undefined {
    const words = message.match(/[\w./-]+/g) ?? [];
    return words.map((word) => this.created.find(word) ?? this.created.find(word.replace(/_input$/, ''))).find(Boolean);
  }

  private outermostLayer(error: Error): Layer | undefined {
    const layers = this.calls.get(error)?.model.layers.filter((layer) => layer.getClassName() !== 'InputLayer');
    const [, about] = /^(?:Error when checking )?(?:model )?(input|target)\b/.exec(error.message) ?? [];
    if (about === undefined) return undefined;
    return about === 'input' ? layers?.at(0) : layers?.at(-1);
  }
}
