// Loaded with --import: in a plain file, the module that TFJS_MODULE names stands for @tensorflow/tfjs-node; with TFJS_WASM, a folder,
// it computes on WASM.
import { createRequire, registerHooks } from 'node:module';
import { sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import util from 'node:util';

const { TFJS_MODULE: file = '', TFJS_WASM: wasmFolder } = process.env;
Object.assign(util, { isNullOrUndefined: (/** @type {unknown} */ value) => value == null, isArray: Array.isArray });
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@tensorflow/tfjs-node'
      ? { url: pathToFileURL(file).href, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
});
if (wasmFolder) {
  const require = createRequire(file);
  const tf = require(file);
  const wasm = tf.setWasmPaths ? tf : require('@tensorflow/tfjs-backend-wasm');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  wasm.setWasmPaths(wasmFolder + sep);
  await tf.setBackend('wasm');
}
