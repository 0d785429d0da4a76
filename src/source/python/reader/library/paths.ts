import { findLayer } from '../../../../layers/catalogue.js';

/** Usual short names, for code that is shown without its imports. */
const aliases: Readonly<Record<string, string>> = {
  np: 'numpy',
  pd: 'pandas',
  tf: 'tensorflow',
  K: 'keras.backend',
  F: 'functional',
  tfk: 'keras',
  hub: 'tensorflow_hub',
  tfa: 'tensorflow_addons',
};

const kerasRoots =
  /^(?:tensorflow\.(?:(?:python|contrib|compat\.v[12]|_api\.v2|api\.v2)\.)*keras|tensorflow\.python\.keras|keras\.src|keras\.api|tf_keras|keras_core|plaidml\.keras)(?=\.|$)/;

/** Modules of Keras that code without imports names by themselves. */
const kerasModules =
  /^(?:layers|models|optimizers|losses|metrics|regularizers|initializers|constraints|activations|callbacks|applications|preprocessing|datasets|utils|np_utils|schedules|backend)(?=\.)/;

const otherKeras = /^(?:keras|tensorflow|tensorflow_addons|tensorflow_hub|keras_\w+|kerastuner|tensorflow_\w+)(?=\.|$)/;

/** Functions of Keras that make an object, and its optimizer that looks like a constant. */
const makers = /^(?:SGD|l1|l2|l1_l2|l1l2|maxnorm|max_norm|nonneg|non_neg|unitnorm|unit_norm|min_max_norm|maxout)$/;

/** Names that were asked for: loops ask for the same few over and over. */
const known = new Map<string, string>();
const MOST_KNOWN = 5000;

/** A dotted name with the short names and the many homes of Keras made one: `tf.keras.layers.Dense` is `keras.layers.Dense`. */
export function canonical(path: string): string {
  const before = known.get(path);
  if (before !== undefined) return before;
  const found = madeOne(path);
  if (known.size === MOST_KNOWN) known.clear();
  known.set(path, found);
  return found;
}

function madeOne(path: string): string {
  const dot = path.indexOf('.');
  const root = dot < 0 ? path : path.slice(0, dot);
  const alias = Object.hasOwn(aliases, root) ? aliases[root] : undefined;
  const full = alias && (dot >= 0 || root !== 'F') ? alias + path.slice(root.length) : path;
  const one = full.replace(kerasRoots, 'keras').replace(/^tensorflow\.compat\.v[12](?=\.)/, 'tensorflow');
  return one.replace(kerasModules, (module) => `keras.${module}`);
}

/** Whether a call of it makes an object of Keras, or of a library that adds to Keras. */
export function isKeras(path: string): boolean {
  const full = canonical(path);
  if (otherKeras.test(full)) return true;
  return (
    !full.includes('.') &&
    (/^[A-Z]\w*[a-z]/.test(full) || makers.test(full) || (/^[A-Z]/.test(full) && findLayer(full) !== undefined))
  );
}

/** `Sequential` of Keras; not of PyTorch, MXNet or a module of the user's own. */
export function isSequential(path: string): boolean {
  const full = canonical(path);
  return full === 'Sequential' || (otherKeras.test(full) && full.endsWith('.Sequential'));
}
