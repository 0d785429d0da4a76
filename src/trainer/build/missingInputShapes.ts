import { HumanError } from '../../errors/humanError.js';
import { fieldsOf } from '../../tfjs/layerFields.js';
import { patch } from '../../tfjs/patch.js';
import type { Layer, Sequential, Tfjs } from '../../tfjs/tfjs.js';

/** Thrown where a first layer has no input shape and only the data can tell one. */
export class NeedsDataShape extends HumanError {
  override readonly name = 'NeedsDataShape';
}

/**
 * Gives the first layer of each Sequential that says nothing of its input the shape that the data has, at the moment it is added:
 * tfjs refuses such a layer, Keras waits for the data.
 */
export class MissingInputShapes {
  /** Whether a layer was given the shape of a picture. */
  gaveImage = false;

  /** @param shapeFor shape of one sample, without the batch; may throw NeedsDataShape */
  constructor(tf: Tfjs, shapeFor: (layer: Layer) => readonly number[]) {
    const given = (shape: readonly number[]) => {
      this.gaveImage ||= shape.length > 2;
    };
    patch(tf, 'missingInputShape', {
      add: (add) =>
        function (this: Sequential, layer) {
          const first = fieldsOf(layer);
          const isModel = layer instanceof tf.LayersModel;
          const saysNothing = !isModel && first.inboundNodes?.length === 0 && first.batchInputShape == null;
          if (this.outputs.length === 0 && saysNothing) {
            const shape = shapeFor(layer);
            given(shape);
            first.batchInputShape = [null, ...shape];
          }
          add.call(this, layer);
        },
    });
  }
}
