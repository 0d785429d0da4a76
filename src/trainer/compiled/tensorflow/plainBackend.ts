import type { Binding, NodeBackend } from '../../../tfjs/nodeBackend.js';

/** Runs tfjs on the backend as it is without a stand-in. */
export function onPlainBackend<T>(backend: NodeBackend, plain: Binding, run: () => T): T {
  const { binding, getInputTensorIds, createOutputTensor } = backend;
  const replaced = Object.hasOwn(backend, 'getInputTensorIds');
  backend.binding = plain;
  restoreMethods(backend);
  try {
    return run();
  } finally {
    backend.binding = binding;
    if (replaced) Object.assign(backend, { getInputTensorIds, createOutputTensor });
  }
}

/** They are the prototype's. */
export function restoreMethods(backend: NodeBackend): void {
  Reflect.deleteProperty(backend, 'getInputTensorIds');
  Reflect.deleteProperty(backend, 'createOutputTensor');
}
