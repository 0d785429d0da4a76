/**
 * The embedded build of tfjs: what `@tensorflow/tfjs` exports, on the WASM backend only. `io.fileSystem` and `file://` paths work
 * as in tfjs-node, so that code written for it saves and loads its models here too.
 */
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import * as core from '@tensorflow/tfjs-core';
import * as data from '@tensorflow/tfjs-data';
import { fileSystem, fileSystemRouter } from './fileSystem.js';
import { setKernels } from './kernels/setKernels.js';

export * from '@tensorflow/tfjs-backend-wasm';
export * from '@tensorflow/tfjs-converter';
export * from '@tensorflow/tfjs-core';
export * from '@tensorflow/tfjs-layers';

const io = { ...core.io, fileSystem };
const version = { 'tfjs-core': core.version_core, tfjs: core.version_core };

export { data, io, version };

// The published type leaves out that a router answers null for what it does not handle.
const router = fileSystemRouter as Parameters<typeof core.io.registerLoadRouter>[0];
core.io.registerLoadRouter(router);
core.io.registerSaveRouter(router);

setKernels();
