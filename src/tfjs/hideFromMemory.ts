import { type Engine, tensorsOfData } from './engine.js';
import { patch } from './patch.js';
import type { Tensor, Tfjs } from './tfjs.js';

/** Has `tf.memory` not count what is kept for measurements alone, all of it of float32. */
export function hideFromMemory(tf: Tfjs, kept: () => Iterable<Tensor>): void {
  patch(tf, 'hiddenTensors', {
    memory: (original) =>
      function (this: Engine) {
        const info = original.call(this);
        for (const tensor of kept()) {
          const tensors = tensorsOfData(tf, tensor);
          if (tensors === 0) continue;
          info.numTensors--;
          info.numBytes -= tensor.size * Float32Array.BYTES_PER_ELEMENT;
          if (tensors === 1) info.numDataBuffers--;
        }
        return info;
      },
  });
}
