/** Something that the file does not define, by its dotted name: `keras.layers.Dense`. */
export interface OutsideName {
  readonly path: string;
  /** Whether nothing in the file binds its first name: the file is shown without its imports, or takes them from `import *`. */
  readonly free: boolean;
}

/**
 * What a name stands for that nothing in the file binds.
 * @param starImports Modules whose names `from ... import *` takes over, in order.
 */
export function unboundName(name: string, starImports: readonly string[]): OutsideName {
  const module = starImports.findLast((path) => providesName(path, name));
  return { path: module === undefined ? name : `${module}.${name}`, free: module === undefined };
}

/** Modules that have a Sequential of their own, Keras's or another. */
const sequentialModules =
  /(?:^|\.)(?:keras|tf_keras|keras_core|torch|nn|sequential|mxnet|gluon|flax|paddle|chainer)(?:\.|$)/;

/** Whether a module whose names are all imported is known to have one of that name. */
function providesName(path: string, name: string): boolean {
  if (name === 'Sequential') return sequentialModules.test(path);
  return name === 'layers' || name === 'models' ? /(?:^|\.)keras$/.test(path) : false;
}
