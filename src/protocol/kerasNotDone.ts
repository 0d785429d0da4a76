import type { KerasValue } from './keras.js';

/** What making a Keras model leaves out: told from the source alone before a run, and by the maker itself. */

export const layerWeightsNotDone = 'Weights that the code gives a layer are not loaded: it starts with new ones.';

export function augmentationNotDone(name: string): string {
  return `${name} is left out: images pass through unchanged.`;
}

export const adaptNotDone =
  'Normalization gets its mean from adapt(), which is not run, so values pass through unchanged.';

export function argumentNotDone(name: string, argument: string): string {
  return `${argument} of ${name} is left out.`;
}

/** Whether a value asks for something: None and False ask for nothing. */
export function asksForSomething(value: KerasValue | undefined): boolean {
  return value !== undefined && value !== null && value !== false;
}
