// The environment variables that every contestant gets: nobody's threads are set from outside.

const THREADS = /^(TF_NUM_|OMP_|MKL_|KMP_|GOMP_|OPENBLAS_NUM_|NUMEXPR_|TF_XLA_FLAGS|TF_ENABLE_ONEDNN_OPTS)/;

/** Of whoever started the bench: where its runs are kept, and the folder that the command line takes paths from under npm. */
const OF_CALLER = new Set(['GRADLENS_STORE', 'INIT_CWD']);

/** Names of variables that are set here and would set threads or kernels. */
export const removedVariables = Object.keys(process.env).filter((name) => THREADS.test(name));

/** @param {Record<string, string>} [more] @returns {NodeJS.ProcessEnv} */
export function contestantEnvironment(more = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !THREADS.test(name) && !OF_CALLER.has(name));
  return { ...Object.fromEntries(kept), TF_CPP_MIN_LOG_LEVEL: '3', KERAS_BACKEND: 'tensorflow', ...more };
}
