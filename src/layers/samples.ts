import { findLayer } from './catalogue.js';
import type { SampleKind } from './layerEntry.js';

/** What the axes of a sample are, in order. */
export const SAMPLE_AXES: Readonly<Record<SampleKind, readonly string[]>> = {
  features: ['features'],
  steps: ['steps', 'features'],
  signal: ['steps', 'features'],
  grid: ['height', 'width'],
  image: ['height', 'width', 'channels'],
  volume: ['depth', 'height', 'width', 'channels'],
  frames: ['steps', 'height', 'width', 'channels'],
};

/** Pixels of an image's side where nothing says how many: those of MNIST, in gray. */
const USUAL_SIDE = 28;

/** Samples that tests and lessons mostly have. @param side pixels of an image's side; larger ones are in color */
function sampleOf(kind: SampleKind, side: number): readonly number[] {
  switch (kind) {
    case 'features':
      return [10];
    case 'steps':
      return [10, 8];
    case 'signal':
      return [64, 4];
    case 'grid':
      return [side, side];
    case 'image':
      return [side, side, side > USUAL_SIDE ? 3 : 1];
    case 'volume':
      return [16, 32, 32, 1];
    case 'frames':
      return [5, side, side, 1];
  }
}

/** What data a layer is put on, mostly. */
export function sampleKind(className: string): SampleKind {
  return findLayer(className)?.sample ?? 'features';
}

/** The shape of one sample that suits a model whose first layer is of the class, where nothing says which. */
export function usualSample(className: string, side = USUAL_SIDE): readonly number[] {
  return sampleOf(sampleKind(className), side);
}
