import type { Layer, Tfjs } from '../../tfjs/tfjs.js';
import { MissingInputShapes, NeedsDataShape } from '../build/missingInputShapes.js';

type ShapeOf = (layer: Layer) => readonly number[];

const unknown: ShapeOf = () => {
  throw new NeedsDataShape('The first layer has no input shape.');
};

/** What a first layer that says nothing of its input is put on, while its model is made. */
export class InputShapes {
  private readonly missing: MissingInputShapes;
  private shapeOf = unknown;

  constructor(tf: Tfjs) {
    this.missing = new MissingInputShapes(tf, (layer) => this.shapeOf(layer));
  }

  /** Whether a layer was given the shape of a picture. */
  get gaveImage(): boolean {
    return this.missing.gaveImage;
  }

  during<T>(shapeOf: ShapeOf, make: () => T): T {
    const before = this.shapeOf;
    this.shapeOf = shapeOf;
    try {
      return make();
    } finally {
      this.shapeOf = before;
    }
  }
}
