import type { Sequential } from '../../tfjs/tfjs.js';

let depth = 0;

/** Whether a model that is a layer of another one is being computed: tfjs disposes of what its layers make beside their outputs. */
export function isInNestedModel(): boolean {
  return depth > 0;
}

const watched = new WeakSet<object>();

/** To be told of each model that becomes a layer of another one. */
export function watchNestedModel(model: Sequential): void {
  if (watched.has(model)) return;
  watched.add(model);
  const { call } = model;
  model.call = (...args) => {
    depth++;
    try {
      return call.apply(model, args);
    } finally {
      depth--;
    }
  };
}
