import type { Binding, NodeBackend } from '../../../tfjs/nodeBackend.js';
import { patchOne } from '../../../tfjs/patch.js';

/** Runs tfjs on the backend as it is without a stand-in. */
export function onPlainBackend<T>(backend: NodeBackend, plain: Binding, run: () => T): T {
  const { getInputTensorIds, createOutputTensor } = Object.getPrototypeOf(backend) as NodeBackend;
  const undo = patchOne(backend, 'plainOperations', {
    binding: () => plain,
    getInputTensorIds: () => getInputTensorIds,
    createOutputTensor: () => createOutputTensor,
  });
  try {
    return run();
  } finally {
    undo();
  }
}
