import type { SourceLocation } from '../../protocol/fit.js';
import type { CreatedLayers } from '../capture/createdLayers.js';
import type { Tfjs, TrainingModel } from '../tfjs/tfjs.js';
import { assertTrainableOnWasm } from './unsupportedOnWasm.js';

/** What training calls know of the errors that they let through to user code. */
export class TrainingErrors {
  private readonly places = new WeakMap<object, SourceLocation>();
  private readonly supported = new WeakSet<TrainingModel>();

  constructor(
    private readonly tf: Tfjs,
    private readonly created: CreatedLayers,
  ) {}

  /** @throws {UnsupportedOnWasm} before the first batch of a net that the embedded default cannot train. */
  checkSupport(model: TrainingModel): void {
    if (this.supported.has(model)) return;
    if (this.tf.getBackend() === 'wasm') assertTrainableOnWasm(model.layers, this.created);
    this.supported.add(model);
  }

  /** Notes the training call that an error came out of: stacks of tfjs's asynchronous functions often do not reach it. */
  note(error: unknown, call: SourceLocation | null): void {
    if (typeof error === 'object' && error !== null && call && !this.places.has(error)) this.places.set(error, call);
  }

  callOf(error: unknown): SourceLocation | null {
    return typeof error === 'object' && error !== null ? (this.places.get(error) ?? null) : null;
  }

  /** The layer that tfjs's message names, such as `Error when checking input: expected dense_Dense1_input to have shape ...`. */
  layerIn(message: string): { readonly name: string; readonly place: SourceLocation } | null {
    for (const [word] of message.matchAll(/[\w./-]+/g)) {
      const layer = this.created.find(word) ?? this.created.find(word.replace(/_input$/, ''));
      const place = layer && this.created.placeOf(layer);
      if (layer && place) return { name: layer.name, place };
    }
    return null;
  }
}
