import { sampleKind, usualSample } from '../../layers/samples.js';

/** Shapes of one sample by how many sizes they have. */
const BY_LENGTH: readonly (readonly number[])[] = [[], [10], [10, 8], [28, 28, 1], [5, 28, 28, 1]];

/** Shape of one sample for a first layer of the class, or with so many sizes. */
export function usualShape(className: string | null, length: number | null): readonly number[] {
  const usual = usualSample(className ?? '');
  return length === null || usual.length === length ? usual : (BY_LENGTH[length] ?? usual);
}

/** A layer that the next one can follow, for a model whose first ones are not known: part of another model, mostly. */
export function usualLayerBefore(next: string | null): string {
  if (next === null) return usualLayer(true);
  switch (sampleKind(next)) {
    case 'features':
      return usualLayer(false);
    case 'steps':
    case 'signal':
      return 'tf.layers.lstm({ units: 8, returnSequences: true, inputShape: [10, 8] })';
    case 'grid':
    case 'image':
      return "tf.layers.conv2d({ filters: 8, kernelSize: 3, padding: 'same', inputShape: [28, 28, 1] })";
    default:
      return passingLayer(`[${usualSample(next).join(', ')}]`);
  }
}

/** A layer that hands on what has the shape, for a part of the model that is not known. */
export function passingLayer(shape: string): string {
  return `tf.layers.activation({ activation: 'linear', inputShape: ${shape} })`;
}

/** A layer for a place where the source has one that is not known. */
export function usualLayer(isLast: boolean): string {
  return isLast
    ? "tf.layers.dense({ units: 3, activation: 'softmax' })"
    : "tf.layers.dense({ units: 16, activation: 'relu' })";
}
