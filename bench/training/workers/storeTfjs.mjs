// Loaded with --import: tfjs of GradLens's store, or the embedded one, stands for @tensorflow/tfjs-node in a plain file. TFJS_MODULE names it.
import { createRequire, registerHooks } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import util from 'node:util';

const file = process.env.TFJS_MODULE ?? '';
Object.assign(util, { isNullOrUndefined: (/** @type {unknown} */ value) => value == null, isArray: Array.isArray });
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@tensorflow/tfjs-node'
      ? { url: pathToFileURL(file).href, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
});
if (process.env.TFJS_WASM) {
  const tf = createRequire(import.meta.url)(file);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const wasm = process.env.TFJS_WASM === 'embedded' ? tf : createRequire(file)('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${process.env.TFJS_WASM === 'embedded' ? dirname(file) : process.env.TFJS_WASM}/`);
  await tf.setBackend('wasm');
}
