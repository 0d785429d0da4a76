import type { Layer, Sequential, Tfjs } from '../../tfjs/tfjs.js';

/** What of a model trains: each of its layers that are no models, with whether the optimizer updates it. */
export type TrainableState = ReadonlyMap<Layer, boolean>;

/**
 * `trainable` of layers and models as Keras keeps it: a model hands it on to its layers, and keeps them frozen while it is frozen itself.
 * What a fit trains is what was trainable when its model was compiled.
 */
export class TrainableFlags {
  private readonly flags = new WeakMap<object, boolean>();

  constructor(private readonly tf: Tfjs) {}

  set(layer: Layer | Sequential, value: boolean): void {
    this.flags.set(layer, value);
    for (const inner of this.inside(layer)) this.set(inner, value);
  }

  stateOf(model: Sequential): TrainableState {
    const state = new Map<Layer, boolean>();
    const visit = (layer: Layer | Sequential, isFree: boolean) => {
      const inner = this.inside(layer);
      const trains = isFree && this.own(layer);
      if (inner.length === 0) state.set(layer as Layer, trains);
      for (const each of inner) visit(each, trains);
    };
    visit(model, true);
    return state;
  }

  private own(layer: Layer | Sequential): boolean {
    const known = this.flags.get(layer);
    if (known !== undefined) return known;
    const value = layer.trainable;
    this.flags.set(layer, value);
    return value;
  }

  private inside(layer: Layer | Sequential): readonly Layer[] {
    return layer instanceof this.tf.LayersModel ? layer.layers : [];
  }
}

/** Gives tfjs's layers their flags, before a compile or a step. */
export function applyTrainable(state: TrainableState): void {
  for (const [layer, value] of state) if (layer.trainable !== value) layer.trainable = value;
}
