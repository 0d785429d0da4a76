/** The @tensorflow/tfjs-node that GradLens installs. */
export const TFJS_NODE_VERSION = '4.22.0';

/** The tfjs and WASM backend that dist/embedded is built from. */
export const EMBEDDED_TFJS_VERSION = '4.22.0';
