/** Modules that are Keras, wherever they stand in a dotted name: `tensorflow.keras`, `tf_keras.models`, `plaidml.keras`. */
const kerasModules = new Set(['keras', 'tf_keras', 'keras_core', 'tfk', 'tfkeras']);
/** Modules that copy Keras's names and are not Keras. */
const lookalikes = new Set(['bigdl', 'zoo', 'torch', 'paddle', 'mxnet', 'tensorlayer']);

/** Whether a dotted name is of Keras. */
export function hasKerasModule(path: string): boolean {
  const segments = path.split('.');
  return segments.some((segment) => kerasModules.has(segment)) && !segments.some((segment) => lookalikes.has(segment));
}

/** The homes that Keras has had, each of which stands for `keras`. */
const homes =
  /^(?:tensorflow\.(?:(?:python|contrib|compat\.v[12]|_api\.v2|api\.v2)\.)*keras|keras\.src|keras\.api|tf_keras|keras_core|plaidml\.keras)(?=\.|$)/;

/** Modules of Keras that code without imports names by themselves. */
const modulesAlone =
  /^(?:layers|models|optimizers|losses|metrics|regularizers|initializers|constraints|activations|callbacks|applications|preprocessing|datasets|utils|np_utils|schedules|backend)(?=\.)/;

/** Usual short names, for code that is shown without its imports. */
const shortNames: Readonly<Record<string, string>> = {
  np: 'numpy',
  pd: 'pandas',
  tf: 'tensorflow',
  K: 'keras.backend',
  F: 'functional',
  tfk: 'keras',
  hub: 'tensorflow_hub',
  tfa: 'tensorflow_addons',
};

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
  const alias = Object.hasOwn(shortNames, root) ? shortNames[root] : undefined;
  const full = alias && (dot >= 0 || root !== 'F') ? alias + path.slice(root.length) : path;
  const one = full.replace(homes, 'keras').replace(/^tensorflow\.compat\.v[12](?=\.)/, 'tensorflow');
  return one.replace(modulesAlone, (module) => `keras.${module}`);
}
