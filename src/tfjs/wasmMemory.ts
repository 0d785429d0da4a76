import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { Kept } from './keptData.js';
import type { Tensor, Tfjs } from './tfjs.js';

/**
 * The numbers of a float32 tensor where the WASM backend has them, uncopied. Good until the next operation: it may have memory grow,
 * which then is another one.
 */
export function valuesInMemory(tf: Tfjs, { dataId, shape, dtype }: Tensor | Kept): Float32Array {
  const backend = tf.backend() as unknown as Pick<BackendWasm, 'typedArrayFromHeap'>;
  return backend.typedArrayFromHeap({ dataId, shape: [...shape], dtype: dtype as 'float32' }) as Float32Array;
}
